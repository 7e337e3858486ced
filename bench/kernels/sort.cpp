// The peer of sort.mojo: std::sort, std::stable_sort of indices, std::partial_sort of indices. Usage: sort REPETITIONS.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <vector>

static double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <typename T> std::vector<T> filled(size_t count) {
  std::vector<T> data(count);
  uint64_t state = 1;
  for (auto &element : data) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    element = (T)((int64_t)(state >> 33) - (1 << 30));
  }
  return data;
}

template <typename T> void measureSort(const char *name, size_t count, int repetitions) {
  auto source = filled<T>(count), data = source;
  size_t calls = std::max<size_t>(1, 20000 / count);
  double least = 1e9;
  for (int r = 0; r < repetitions; r++) {
    double spent = 0;
    for (size_t i = 0; i < calls; i++) {
      data = source;
      double start = now();
      std::sort(data.begin(), data.end());
      spent += now() - start;
    }
    least = std::min(least, spent / calls);
  }
  printf("time sort-%s-%zu %.9g %.17g\n", name, count, least, (double)data[count / 2]);
}

template <typename T> void measureArgsort(const char *name, size_t count, int repetitions) {
  auto source = filled<T>(count);
  std::vector<int64_t> places(count);
  size_t calls = std::max<size_t>(1, 20000 / count);
  double least = 1e9;
  for (int r = 0; r < repetitions; r++) {
    double start = now();
    for (size_t i = 0; i < calls; i++) {
      std::iota(places.begin(), places.end(), 0);
      std::stable_sort(places.begin(), places.end(), [&](int64_t a, int64_t b) { return source[a] < source[b]; });
    }
    least = std::min(least, (now() - start) / calls);
  }
  printf("time argsort-%s-%zu %.9g %ld\n", name, count, least, (long)places[count / 2]);
}

static void measureTop(size_t count, size_t k, int repetitions) {
  auto source = filled<float>(count);
  std::vector<int64_t> places(count);
  size_t calls = std::max<size_t>(1, 20000 / count);
  double least = 1e9;
  for (int r = 0; r < repetitions; r++) {
    double start = now();
    for (size_t i = 0; i < calls; i++) {
      std::iota(places.begin(), places.end(), 0);
      std::partial_sort(places.begin(), places.begin() + k, places.end(),
                        [&](int64_t a, int64_t b) { return source[a] > source[b] || (source[a] == source[b] && a < b); });
    }
    least = std::min(least, (now() - start) / calls);
  }
  printf("time top-%zu-of-%zu %.9g %ld\n", k, count, least, (long)places[k - 1]);
}

int main(int argumentCount, char **arguments) {
  int repetitions = argumentCount > 1 ? atoi(arguments[1]) : 5;
  for (size_t count : {100, 1000, 100000, 1000000}) {
    measureSort<float>("f32", count, repetitions);
    measureSort<double>("f64", count, repetitions);
    measureSort<int64_t>("i64", count, repetitions);
  }
  for (size_t count : {100, 1000, 100000, 1000000}) {
    measureArgsort<float>("f32", count, repetitions);
    measureArgsort<double>("f64", count, repetitions);
  }
  measureTop(1000, 10, repetitions);
  measureTop(50000, 50, repetitions);
  measureTop(1000000, 10, repetitions);
  measureTop(1000000, 1000, repetitions);
  measureTop(1000000, 100000, repetitions);
}
