# test: run
@fieldwise_init
struct NotFound(Copyable):
    var path: String

@fieldwise_init
struct Denied(Copyable):
    var path: String
    var user: Int

def find(path: String) raises NotFound -> String:
    if path == "":
        raise NotFound("(empty)")
    return path

def open_as(path: String, user: Int) raises Denied -> String:
    if user != 0:
        raise Denied(path, user)
    return path + "!"

def read(path: String, user: Int):
    try:
        if user < 0:
            raise Error("no such user")
        print("read", open_as(find(path), user))
    except NotFound as e:
        print("not found:", e.path)
    except Denied as e:
        print("denied:", e.path, e.user)
    except e:
        print("other:", e)
    else:
        print("no error")
    finally:
        print("--")

def main():
    read("a", 0)
    read("", 0)
    read("b", 7)
    read("c", -1)
# output:
# read a!
# no error
# --
# not found: (empty)
# --
# denied: b 7
# --
# other: no such user
# --
