# test: run
def main() raises:
    var values = [4, 5]
    var it = iter(values)
    print(next(it))  # prints: 4
    print(next(it))  # prints: 5
    try:
        print(next(it))
    except:
        print("stopped")  # prints: stopped
