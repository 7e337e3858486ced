# test: check
def main():
    var values = [1, 2]
    values.apend(3)
    # error[E0202]: `List[Int]` has no member `apend`
