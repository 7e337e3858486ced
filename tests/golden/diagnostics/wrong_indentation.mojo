# test: check, rendered
def main():
    if True:
        print(1)
      print(2)
    # error[E0104]: this line's indentation matches no enclosing block
