# test: run
trait Speaker:
    def speak(self) -> String:
        ...

@fieldwise_init
struct Cat(Speaker):
    def speak(self) -> String:
        return "meow"

def hear(s: Some[Speaker]) -> String:
    return "heard " + s.speak()

def main():
    print(hear(Cat()))  # prints: heard meow
