# test: run
def apply_two[f: def[n: Int](Int) capturing -> Int](x: Int) -> Int:
    return f[2](x) + f[3](x)

def main():
    @parameter
    def scaled[n: Int](x: Int) -> Int:
        return n * x

    print(apply_two[scaled](10))  # prints: 50
