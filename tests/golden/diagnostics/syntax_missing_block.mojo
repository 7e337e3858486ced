# test: check
def main():
    if True:
    print(1)
    # error[E0102]: expected an indented block after `if`
