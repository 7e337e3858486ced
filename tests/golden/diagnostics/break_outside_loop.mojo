# test: check
def main():
    break
    # error[E0220]: `break` outside a loop
