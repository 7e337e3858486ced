# test: run
@fieldwise_init
struct Overflow(Copyable, Writable):
    var limit: Int

    def write_to(self, mut writer: Some[Writer]):
        writer.write("over ", self.limit)

def add(a: Int, b: Int) raises Overflow -> Int:
    if a + b > 10:
        raise Overflow(10)
    return a + b

def main():
    try:
        print(add(4, 7))
    except Error as e:
        var text: String = String(e)
        print(text)  # prints: over 10
