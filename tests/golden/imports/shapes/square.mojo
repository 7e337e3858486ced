# test: module
@fieldwise_init
struct Square(ImplicitlyCopyable):
    var side: Float64

    def area(self) -> Float64:
        return self.side * self.side
