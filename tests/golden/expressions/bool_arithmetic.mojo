# test: run
def main():
    var yes = True
    var no = False
    print(yes & no, yes | no, yes ^ no)  # prints: False True True
    print(yes == no, yes != no)  # prints: False True
    print(not yes, not no)  # prints: False True
    print(Int(yes) + Int(no) + Int(yes))  # prints: 2
    print(Bool(0), Bool(-3))  # prints: False True
