# test: check
def main():
    var n = 5
    print(n(1))
    #     ^ error[E0209]: `Int` cannot be called
