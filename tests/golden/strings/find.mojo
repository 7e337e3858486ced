# test: run
def main():
    var text = String("the cat and the hat")
    print(text.find("the"))  # prints: 0
    print(text.find("the", 1))  # prints: 12
    print(text.rfind("the"))  # prints: 12
    print(text.find("dog"))  # prints: -1
    print(text.count("the"))  # prints: 2
    print(text.startswith("the"), text.endswith("hat"))  # prints: True True
