# test: check
def main():
    if True:
    #       ^ error[E0102]: expected an indented block after the condition of `if`
    print(1)
