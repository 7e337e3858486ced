# test: run
struct Log:
    var text: String

    def __init__(out self):
        self.text = ""

    def __iadd__(mut self, n: Int):
        self.text += "+" + String(n)

    def __isub__(mut self, n: Int):
        self.text += "-" + String(n)

    def __imul__(mut self, n: Int):
        self.text += "*" + String(n)

    def __ilshift__(mut self, n: Int):
        self.text += "<<" + String(n)

    def __ior__(mut self, n: Int):
        self.text += "|" + String(n)

def main():
    var log = Log()
    log += 1
    log -= 2
    log *= 3
    log <<= 4
    log |= 5
    print(log.text)  # prints: +1-2*3<<4|5
