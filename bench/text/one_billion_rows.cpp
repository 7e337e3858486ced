// The peer of examples/one_billion_rows.mojo: the same algorithm with AVX2 intrinsics and std::thread.
#include <fcntl.h>
#include <immintrin.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

struct Station {
  const uint8_t *name = nullptr;
  int64_t length = 0;
  uint64_t first = 0, second = 0;
  int32_t least = INT32_MAX, largest = INT32_MIN;
  int64_t count = 0, sum = 0;
};

constexpr int64_t slots = 1 << 14, longestLine = 128;

struct Table {
  std::vector<Station> stations = std::vector<Station>(slots);

  Station &find(const uint8_t *name, int64_t length, uint64_t first, uint64_t second) {
    int64_t slot = ((first ^ (second * 31)) * 0x9E3779B97F4A7C15u) >> 50;
    for (;;) {
      Station &station = stations[slot];
      if (station.first == first && station.second == second && station.length == length &&
          (length <= 16 || !memcmp(station.name + 16, name + 16, length - 16)))
        return station;
      if (station.count == 0) {
        station.name = name, station.length = length, station.first = first, station.second = second;
        return station;
      }
      slot = (slot + 1) % slots;
    }
  }

  static uint32_t semicolons(const uint8_t *at) {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)at);
    return _mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(';')));
  }

  static uint64_t word(const uint8_t *at) {
    uint64_t value;
    memcpy(&value, at, 8);
    return value;
  }

  void read(const uint8_t *at, int64_t size) {
    const uint8_t *end = at + size;
    while (at < end) {
      uint32_t mask = semicolons(at);
      int64_t length = mask ? __builtin_ctz(mask) : 32;
      while (!mask) {
        mask = semicolons(at + length);
        length += mask ? __builtin_ctz(mask) : 32;
      }
      uint64_t first = word(at), second = word(at + 8);
      if (length < 8) first &= (uint64_t(1) << (8 * length)) - 1, second = 0;
      else if (length < 16) second &= (uint64_t(1) << (8 * (length - 8))) - 1;
      Station &station = find(at, length, first, second);
      uint64_t number = word(at + length + 1);
      int dot = __builtin_ctzll(~number & 0x10101000);
      int64_t sign = int64_t(~number << 59) >> 63;
      uint64_t digits = ((number & uint64_t(~(sign & 0xFF))) << (28 - dot)) & 0x0F000F0F00u;
      int32_t temperature = (int64_t((digits * 0x640A0001) >> 32 & 0x3FF) ^ sign) - sign;
      station.least = std::min(station.least, temperature);
      station.largest = std::max(station.largest, temperature);
      station.sum += temperature;
      station.count++;
      at += length + (dot >> 3) + 4;
    }
  }

  void add(const Table &other) {
    for (const Station &station : other.stations) {
      if (station.count == 0) continue;
      Station &mine = find(station.name, station.length, station.first, station.second);
      mine.least = std::min(mine.least, station.least);
      mine.largest = std::max(mine.largest, station.largest);
      mine.sum += station.sum, mine.count += station.count;
    }
  }
};

static std::string tenth(int64_t value) {
  int64_t size = llabs(value);
  return (value < 0 ? "-" : "") + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

int main(int argc, char **argv) {
  int threads = argc > 2 ? atoi(argv[2]) : 1;
  timespec start, stop;
  clock_gettime(CLOCK_MONOTONIC, &start);
  int file = open(argv[1], O_RDONLY);
  struct stat facts;
  if (argc < 2 || file < 0 || fstat(file, &facts)) return fprintf(stderr, "cannot open the file\n"), 1;
  int64_t size = facts.st_size;
  const uint8_t *data = (const uint8_t *)mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  int64_t whole = std::max<int64_t>(0, size - longestLine);
  while (whole > 0 && data[whole - 1] != '\n') whole--;
  std::vector<int64_t> borders;
  for (int part = 0; part < threads; part++) {
    int64_t border = whole * part / threads;
    while (border > 0 && border < whole && data[border - 1] != '\n') border++;
    borders.push_back(border);
  }
  borders.push_back(whole);
  std::vector<Table> tables(threads);
  std::vector<std::thread> workers;
  for (int part = 1; part < threads; part++)
    workers.emplace_back([&, part] { tables[part].read(data + borders[part], borders[part + 1] - borders[part]); });
  tables[0].read(data, borders[1]);
  for (std::thread &worker : workers) worker.join();
  std::vector<uint8_t> rest(3 * longestLine);
  memcpy(rest.data(), data + whole, size - whole);
  tables[0].read(rest.data(), size - whole);
  for (int part = 1; part < threads; part++) tables[0].add(tables[part]);
  clock_gettime(CLOCK_MONOTONIC, &stop);

  std::vector<std::pair<std::string, const Station *>> known;
  for (const Station &station : tables[0].stations)
    if (station.count) known.emplace_back(std::string((const char *)station.name, station.length), &station);
  std::sort(known.begin(), known.end());
  std::string text;
  for (const auto &[name, station] : known) {
    int64_t mean = std::llround(double(station->sum) / double(station->count));
    text += (text.empty() ? "" : ", ") + name + "=" + tenth(station->least) + "/" + tenth(mean) + "/" + tenth(station->largest);
  }
  printf("{%s}\n", text.c_str());
  printf("seconds %.9f\n", stop.tv_sec - start.tv_sec + 1e-9 * (stop.tv_nsec - start.tv_nsec));
}
