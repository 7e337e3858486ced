# test: run
def show_all[*Ts: Writable](*args: *Ts):
    comptime for i in range(args.__len__()):
        print(i, args[i])

def main():
    show_all(1, "two", 3.5, True)
    show_all()
    show_all("end")
# output:
# 0 1
# 1 two
# 2 3.5
# 3 True
# 0 end
