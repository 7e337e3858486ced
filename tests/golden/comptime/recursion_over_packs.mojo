# test: run
def width[*Ts: AnyType]() -> Int:
    comptime if len(Ts) == 0:
        return 0
    else:
        var total = 0
        comptime for i in range(len(Ts)):
            comptime if conforms_to(Ts[i], Sized):
                total += 100
            else:
                total += 1
        return total

def main():
    print(width[]())  # prints: 0
    print(width[Int, List[Int], Bool]())  # prints: 102
