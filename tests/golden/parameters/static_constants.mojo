# test: run
struct Shape[n: Int]:
    comptime sides = Self.n
    comptime angles = Self.sides * 10

    @staticmethod
    def describe() -> String:
        return String(Self.sides) + "/" + String(Self.angles)

def main():
    print(Shape[4].sides)  # prints: 4
    print(Shape[5].angles)  # prints: 50
    print(Shape[3].describe())  # prints: 3/30
