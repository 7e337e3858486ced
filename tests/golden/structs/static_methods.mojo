# test: run
@fieldwise_init
struct Temperature(ImplicitlyCopyable):
    var kelvin: Float64

    @staticmethod
    def from_celsius(c: Float64) -> Self:
        return Self(c + 273.15)

    @staticmethod
    def zero() -> Float64:
        return 273.15

def main():
    print(Temperature.from_celsius(26.85).kelvin)  # prints: 300.0
    print(Temperature.zero())  # prints: 273.15
    var t = Temperature(0.0)
    print(t.from_celsius(0.0).kelvin)  # prints: 273.15
