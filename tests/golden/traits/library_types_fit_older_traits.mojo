# test: run
# dialect: 24
# Until 2025 a type conformed by having the methods: the library's types fit traits of the user's.
trait Printable(CollectionElement, Stringable):
    ...


trait Ranked(CollectionElement):
    fn __lt__(self, other: Self) -> Bool:
        ...


fn shown[T: Printable](value: T) -> String:
    return "<" + str(value) + ">"


fn least[T: Ranked](a: T, b: T) -> T:
    if a < b:
        return a
    return b


fn main():
    print(shown(3), shown(String("a")))  # prints: <3> <a>
    print(least(4, 2), least[String]("c", "b"))  # prints: 2 b
