# test: run
def main():
    var name = "Mojo"
    var n = 3
    print(t"Hello, {name}!")  # prints: Hello, Mojo!
    print(t"{n} + {n} = {n + n}")  # prints: 3 + 3 = 6
    var kept = String(t"<{name}>")
    print(kept + kept)  # prints: <Mojo><Mojo>
    print(t"{{literal}}")  # prints: {literal}
    print(t"outer {t"inner {n}"}")  # prints: outer inner 3
