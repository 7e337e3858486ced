# test: run
def main():
    print("main")  # prints: main

def helper():
    main_like()

def main_like():
    print("not called")
