# test: run
def main():
    from helper import greet
    import helper

    print(greet("local"))  # prints: hello local
    print(helper.VERSION + 1)  # prints: 4
