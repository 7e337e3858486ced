# test: run
@fieldwise_init
struct Config(ImplicitlyCopyable):
    var width: Int
    var name: String

def make(n: Int) -> Config:
    return Config(n * 10, "config" + String(n))

comptime DEFAULT = make(4)

def area[config: Config]() -> Int:
    return config.width * config.width

def main():
    print(DEFAULT.width)  # prints: 40
    print(area[DEFAULT]())  # prints: 1600
    print(area[make(1)]())  # prints: 100
    var mine = DEFAULT
    mine.name += "!"
    print(mine.name)  # prints: config4!
