# test: run
# `[…]` and `{…: …}` make any type with such a constructor; the elements have the type that it takes.
struct Readings:
    var sum: Float64

    def __init__(out self, *values: Float64, __list_literal__: ()):
        self.sum = 0
        for value in values:
            self.sum += value


struct Ages:
    var text: String

    def __init__(out self, var keys: List[String], var values: List[Int32], __dict_literal__: NoneType):
        self.text = ""
        for i in range(len(keys)):
            self.text += keys[i] + ":" + String(values[i]) + " "


def main():
    var readings: Readings = [1, 2.5]
    print(readings.sum)  # prints: 3.5
    var ages: Ages = {"Ann": 41, "Bob": 7}
    print(ages.text)  # prints: Ann:41 Bob:7 
