# test: run
def show(**options: Int) raises:
    print(len(options))
    print(options["width"] * options["height"])

def main() raises:
    show(width=6, height=7)
# output:
# 2
# 42
