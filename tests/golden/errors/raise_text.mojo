# test: run
def main():
    try:
        raise "plain text"
    except e:
        print(e)  # prints: plain text
    var n = 3
    try:
        raise Error("code ", n)
    except e:
        print(String(e) + "!")  # prints: code 3!
