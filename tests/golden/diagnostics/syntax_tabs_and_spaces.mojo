# test: check
def main():
    if True:
	print(1)
    # error[E0105]: inconsistent use of tabs and spaces in indentation
