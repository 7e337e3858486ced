# test: run
trait Named:
    def name(self) -> String:
        ...

trait Aged:
    def age(self) -> Int:
        ...

comptime Person = Named & Aged

@fieldwise_init
struct Someone(Named, Aged):
    var years: Int

    def name(self) -> String:
        return "someone"

    def age(self) -> Int:
        return self.years

def card[P: Named & Aged](p: P) -> String:
    return p.name() + " " + String(p.age())

def card2[P: Person](p: P) -> String:
    return card(p) + "?"

def main():
    print(card(Someone(30)))  # prints: someone 30
    print(card2(Someone(31)))  # prints: someone 31?
