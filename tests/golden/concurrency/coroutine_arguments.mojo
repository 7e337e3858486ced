# test: run
# A coroutine owns copies of the arguments that can be copied, and refers to the others.
from std.runtime.asyncrt import create_task, run


async def greet(name: String, counts: List[Int], mut log: String) -> String:
    log += "greeted " + name
    return "hello " + name + " " + String(len(counts))


def main():
    var log = String()
    var counts = [1, 2, 3]
    var name = String("first")
    var coroutine = greet(name, counts, log)
    name = "changed"
    print(run(coroutine^))  # prints: hello first 3
    print(log)  # prints: greeted first
    var task = create_task(greet("second " + name, counts, log))
    print(task.wait())  # prints: hello second changed 3
