# test: run
def box(width: Int, *, height: Int, label: String = "box") -> String:
    return label + " " + String(width) + "x" + String(height)

def main():
    print(box(3, height=4))  # prints: box 3x4
    print(box(label="crate", height=1, width=2))  # prints: crate 2x1
