# test: run
def main() raises:
    print(atol("123") + 1)  # prints: 124
    print(atol("-77"), atol("ff", 16), atol("0b101", 0))  # prints: -77 255 5
    print(atof("2.5e3"))  # prints: 2500.0
    print(Int("19") * 2)  # prints: 38
    try:
        print(atol("12x"))
    except:
        print("not a number")  # prints: not a number
