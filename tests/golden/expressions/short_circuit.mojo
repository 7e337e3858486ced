# test: run
def say(text: String, result: Bool) -> Bool:
    print(text)
    return result

def main():
    if say("a", False) and say("b", True):
        print("unreachable")
    if say("c", True) or say("d", True):
        print("taken")
    print(not say("e", False))
# output:
# a
# c
# taken
# e
# True
