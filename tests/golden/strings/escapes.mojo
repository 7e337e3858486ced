# test: run
def main():
    print("tab\tend")
    print("quote \" and \' and \\")
    print('single "double"')
    print("\x41\u00e9\U0001F525")
    print("\101\060")
    print(r"raw\n")
# output:
# tab	end
# quote " and ' and \
# single "double"
# Aé🔥
# A0
# raw\n
