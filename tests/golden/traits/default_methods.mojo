# test: run
trait Greeter:
    def name(self) -> String:
        ...

    def greet(self) -> String:
        return "Hello, " + self.name()

    def shout(self) -> String:
        return self.greet() + "!"

@fieldwise_init
struct Plain(Greeter):
    def name(self) -> String:
        return "plain"

@fieldwise_init
struct Fancy(Greeter):
    def name(self) -> String:
        return "fancy"

    def greet(self) -> String:
        return "Greetings, " + self.name()

def main():
    print(Plain().shout())  # prints: Hello, plain!
    print(Fancy().shout())  # prints: Greetings, fancy!
