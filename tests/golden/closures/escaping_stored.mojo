# test: run
def double(x: Int) -> Int:
    return 2 * x

@fieldwise_init
struct Button(Copyable):
    var name: String
    var action: def(Int) escaping -> Int

    def press(self, times: Int) -> Int:
        return self.action(times)

def main() raises:
    var step = 10
    var names: List[String] = ["a", "b"]

    def by_step(x: Int) {var step} -> Int:
        return x * step

    def by_names(x: Int) {var names^} -> Int:
        return x * len(names)

    var buttons = [Button("step", by_step), Button("names", by_names), Button("double", double)]
    for button in buttons:
        print(button.name, button.press(7))
    var table: Dict[String, def(Int) escaping -> Int] = {"step": by_step}
    table["double"] = double
    print(table["step"](1), table["double"](1))
    var maybe: Optional[def(Int) escaping -> Int] = None
    print(Bool(maybe))
    maybe = buttons[1].action
    print(maybe.value()(5))
# output:
# step 70
# names 14
# double 14
# 10 2
# False
# 10
