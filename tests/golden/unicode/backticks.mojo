# test: run
def `import`(`while`: Int) -> Int:
    return `while` + 1

@fieldwise_init
struct `struct`(ImplicitlyCopyable):
    var `two words`: Int

def main():
    var `if` = 41
    print(`import`(`if`))  # prints: 42
    var s = `struct`(5)
    print(s.`two words`)  # prints: 5
    var `plain` = 1
    print(plain)  # prints: 1
