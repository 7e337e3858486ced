# test: run
def main():
    var label = String("sensor")

    def tag() {var^} -> String:
        return label + "!"

    var clone = tag
    print(tag())  # prints: sensor!
    print(clone())  # prints: sensor!
