# test: run
from base64 import b16decode, b16encode, b64decode, b64encode


def main() raises:
    for text in ["", "f", "fo", "foo", "foob", "fooba", "foobar"]:
        print(b64encode(text), b64decode(b64encode(text)) == text, end=",")
    print()  # prints:  True,Zg== True,Zm8= True,Zm9v True,Zm9vYg== True,Zm9vYmE= True,Zm9vYmFy True,
    print(b16encode("az\x00"), b16decode("617A"), b16decode("617a"))  # prints: 617A00 az az
    for text in ["a*cd", "abc"]:
        try:
            print(b64decode(text))
        except error:
            print(error)
    # prints: ValueError: Unexpected character '*' encountered
    # prints: ValueError: Input length '3' must be divisible by 4
