# test: run
# exit: 3
# `exit(3)` ends the program on all ways out.
def last():
    try:
        exit(3)
    except Exception:
        print("never")
    finally:
        print("finally")


try:
    last()
except SystemExit as error:
    print("code", error.code)
    raise
print("never")
# output:
# finally
# code 3
