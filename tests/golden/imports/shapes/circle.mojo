# test: module
from .constants import PI

@fieldwise_init
struct Circle(ImplicitlyCopyable):
    var radius: Float64

    def area(self) -> Float64:
        return PI * self.radius * self.radius
