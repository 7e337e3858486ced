# test: run
def vectorize_by_hand[
    width: Int, f: def[w: Int](Int) capturing [_] -> None
](size: Int):
    var i = 0
    while i + width <= size:
        f[width](i)
        i += width
    while i < size:
        f[1](i)
        i += 1

def main():
    var values = List[Float32](length=10, fill=0)
    var widths = String()

    @parameter
    def store[w: Int](i: Int):
        widths += String(w)
        for k in range(w):
            values[i + k] = Float32(i + k) * 2

    vectorize_by_hand[4, store](10)
    print(widths)  # prints: 4411
    print(values[0], values[7], values[9])  # prints: 0.0 14.0 18.0
