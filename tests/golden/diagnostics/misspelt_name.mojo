# test: check, rendered
def main():
    var counter = 1
    print(conter + 1)
    # error[E0201]: unknown name `conter`
