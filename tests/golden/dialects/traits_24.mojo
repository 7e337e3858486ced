# test: run
# options: --dialect 24
trait Quacker:
    fn quack(self) -> String: ...

    @staticmethod
    fn legs() -> Int: ...

@value
struct Duck(Quacker):
    fn quack(self) -> String:
        return "quack"

    @staticmethod
    fn legs() -> Int:
        return 2

fn hear[T: Quacker](t: T):
    print(t.quack(), T.legs())

fn main():
    hear(Duck())  # prints: quack 2
