# test: check
@fieldwise_init
struct Point:
    var width: Int

def main():
    var p = Point(1)
    print(p.widht)
    # error[E0202]: `Point` has no member `widht`
