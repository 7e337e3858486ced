# test: run
def is_palindrome(text: String) -> Bool:
    var bytes = text.as_bytes()
    for i in range(len(bytes) // 2):
        if bytes[i] != bytes[len(bytes) - 1 - i]:
            return False
    return True

def main():
    print(is_palindrome("level"), is_palindrome("lever"), is_palindrome(""))  # prints: True False True
