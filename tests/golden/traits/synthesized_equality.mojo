# test: run
@fieldwise_init
struct Version(Equatable, ImplicitlyCopyable):
    var major: Int
    var minor: Int
    var label: String

def main():
    print(Version(1, 2, "a") == Version(1, 2, "a"))  # prints: True
    print(Version(1, 2, "a") == Version(1, 2, "b"))  # prints: False
    print(Version(1, 2, "a") != Version(1, 3, "a"))  # prints: True
