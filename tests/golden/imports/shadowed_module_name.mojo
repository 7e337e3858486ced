# test: run
import helper

def main():
    # Inside, `helper` becomes a local; the right-hand side still means the module.
    helper = helper.Pair(10, 20)
    print(helper.sum())  # prints: 30
