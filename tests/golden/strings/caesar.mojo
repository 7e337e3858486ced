# test: run
def shift(text: String, by: Int) -> String:
    var result = String()
    for byte in text.as_bytes():
        var c = Int(byte)
        if c >= ord("a") and c <= ord("z"):
            c = (c - ord("a") + by) % 26 + ord("a")
        result += chr(c)
    return result

def main():
    var secret = shift("attack at dawn", 3)
    print(secret)  # prints: dwwdfn dw gdzq
    print(shift(secret, -3))  # prints: attack at dawn
