# test: run
struct Log(Movable):
    var lines: List[String]

    def __init__(out self):
        self.lines = List[String]()

    def add(mut self, line: String):
        self.lines.append(line)

var log = Log()

def work(n: Int):
    log.add("work " + String(n))

def main():
    work(1)
    work(2)
    print(len(log.lines), log.lines[1])  # prints: 2 work 2
