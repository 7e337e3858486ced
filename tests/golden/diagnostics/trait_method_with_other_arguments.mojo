# test: check, rendered
trait Shape:
    def scaled(self, factor: Int) -> Int:
        ...

@fieldwise_init
struct Square(Shape):
#      ^^^^^^ error[E0213]: `Square` does not implement `scaled` of trait `Shape`
    var side: Int

    def scaled(self) -> Int:
        return self.side

def main():
    print(Square(2).scaled())

# rendered:
# error[E0213]: `Square` does not implement `scaled` of trait `Shape`
#   --> trait_method_with_other_arguments.mojo:7:8
#    |
#  7 | struct Square(Shape):
#    |        ^^^^^^
# ...
# 11 |     def scaled(self) -> Int:
#    |         ------ this one takes other arguments
#    |
# note: required here
#   --> trait_method_with_other_arguments.mojo:3:9
#    |
#  3 |     def scaled(self, factor: Int) -> Int:
#    |         ^^^^^^
# note: add `def scaled(self, factor: Int) -> Int` to `Square`
