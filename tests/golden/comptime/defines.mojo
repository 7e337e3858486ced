# test: run
# options: -D level=3 -D name=test -D flag
from std.sys.defines import get_defined_int, get_defined_string, is_defined

def main():
    print(get_defined_int["level"]())  # prints: 3
    print(get_defined_string["name"]())  # prints: test
    print(is_defined["flag"](), is_defined["other"]())  # prints: True False
    print(get_defined_int["other", 9]())  # prints: 9
