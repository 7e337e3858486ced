# test: run
def shout(var text: String) -> String:
    text += "!"
    return text

def main():
    var a = String("hey")
    print(shout(a))  # prints: hey!
    print(a)  # prints: hey
    print(shout(a^))  # prints: hey!
