# test: run
trait Animal:
    def name(self) -> String:
        ...

trait Dog(Animal):
    def bark(self) -> String:
        return self.name() + " barks"

@fieldwise_init
struct Terrier(Dog):
    def name(self) -> String:
        return "terrier"

def introduce[A: Animal](a: A) -> String:
    return "I am a " + a.name()

def provoke[D: Dog](d: D) -> String:
    return introduce(d) + " and " + d.bark()

def main():
    print(introduce(Terrier()))  # prints: I am a terrier
    print(provoke(Terrier()))  # prints: I am a terrier and terrier barks
