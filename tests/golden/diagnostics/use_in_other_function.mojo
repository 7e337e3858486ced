# test: check
def broken() -> Int:
    return missing_name
    # error[E0201]: unknown name `missing_name`

def main():
    print(broken())
