# test: run


def main():
    for text in ["{", "}", "{} {}", "{0} {}", "{} {0}", "{x}", "{:q}", "{2}", "{!z}", "{{}"]:
        try:
            print(String(text).format(1))
        except error:
            print(error)
    # prints: Single '{' encountered in format string
    # prints: Single '}' encountered in format string
    # prints: Replacement index 1 out of range for positional args tuple
    # prints: Cannot both use manual and automatic indexing
    # prints: Cannot both use manual and automatic indexing
    # prints: Index x not in *args
    # prints: Unknown format code 'q' for an integer
    # prints: Replacement index 2 out of range for positional args tuple
    # prints: Conversion flag 'z' not recognized.
    # prints: Single '}' encountered in format string
