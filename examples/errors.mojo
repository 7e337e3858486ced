"""Raising, catching, cleaning up: a calculator for sums such as `2 * (3 + 4)`."""


@fieldwise_init
struct SyntaxError(Copyable, Writable):
    var position: Int
    var problem: String

    def write_to(self, mut writer: Some[Writer]):
        writer.write(self.problem, " at ", self.position)


struct Parser:
    """Recursive descent: each method reads what it is named after."""

    var text: List[UInt8]
    var at: Int

    def __init__(out self, text: String):
        self.text = List[UInt8]()
        for byte in text.as_bytes():
            if byte != UInt8(ord(" ")):
                self.text.append(byte)
        self.at = 0

    def sum(mut self) raises SyntaxError -> Float64:
        var value = self.product()
        while True:
            if self.take("+"):
                value += self.product()
            elif self.take("-"):
                value -= self.product()
            else:
                return value

    def product(mut self) raises SyntaxError -> Float64:
        var value = self.factor()
        while True:
            if self.take("*"):
                value *= self.factor()
            elif self.take("/"):
                var divisor = self.factor()
                if divisor == 0:
                    raise SyntaxError(self.at, "division by zero")
                value /= divisor
            else:
                return value

    def factor(mut self) raises SyntaxError -> Float64:
        if self.take("-"):
            return -self.factor()
        if self.take("("):
            var value = self.sum()
            if not self.take(")"):
                raise SyntaxError(self.at, "`)` is missing")
            return value
        return self.number()

    def number(mut self) raises SyntaxError -> Float64:
        var value = 0.0
        var start = self.at
        while self.at < len(self.text) and self.text[self.at] - UInt8(ord("0")) < 10:
            value = value * 10 + Float64(self.text[self.at] - UInt8(ord("0")))
            self.at += 1
        if self.at == start:
            raise SyntaxError(self.at, "a number is missing")
        return value

    def take(mut self, symbol: String) -> Bool:
        if self.at < len(self.text) and self.text[self.at] == UInt8(ord(symbol)):
            self.at += 1
            return True
        return False


def evaluate(text: String) raises SyntaxError -> Float64:
    var parser = Parser(text)
    var value = parser.sum()
    if parser.at < len(parser.text):
        raise SyntaxError(parser.at, "nothing more was expected")
    return value


def main():
    var sums: List[String] = ["2 * (3 + 4)", "10 / 4 - -1", "2 * (3 + ", "1 / (2 - 2)", "7 7 x"]
    var failures = 0
    for sum in sums:
        try:
            print(sum, "=", evaluate(sum))
        except error:
            failures += 1
            print(sum, "?", error)
        finally:
            if failures == 3:
                print("three failures")

# output:
# 2 * (3 + 4) = 14.0
# 10 / 4 - -1 = 3.5
# 2 * (3 +  ? a number is missing at 5
# 1 / (2 - 2) ? division by zero at 7
# 7 7 x ? nothing more was expected at 2
# three failures
