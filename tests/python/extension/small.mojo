fn twice(x: Int) -> Int:
    return 2 * x
