# test: run
def search(limit: Int):
    var i = 0
    while i < limit:
        if i == 3:
            print("found")
            break
        i += 1
    else:
        print("exhausted at", i)

def main():
    search(10)  # prints: found
    search(2)  # prints: exhausted at 2
    search(0)  # prints: exhausted at 0
