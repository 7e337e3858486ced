# test: run
def main():
    var a = 1
    var b = 2
    var z = String("snapshot")

    def mixed() {mut, var z}:
        a += 10
        b += 20
        print(a, b, z)

    mixed()  # prints: 11 22 snapshot
    z = "changed"
    mixed()  # prints: 21 42 snapshot
    print(a, b, z)  # prints: 21 42 changed
