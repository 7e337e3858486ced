# test: check, rendered
@fieldwise_init
struct Ticket(Movable):
    var number: Int
    var name: String

@fieldwise_init
struct Pinned:
    var x: Int

def consume(var t: Ticket):
    pass

def both(var a: Ticket, b: Ticket):
    pass

def lent(t: Ticket):
    print("first"); consume(t^)
    #                       ^^ error[E0305]: cannot transfer out of `t`: it is an immutable reference to a value that the caller owns

def uninitialised(flag: Bool):
    var n: Int
    var m: Int
    print("text", 1 + n)
    #                 ^ error[E0301]: `n` is used before it has a value
    if flag:
        m = 2
    print("text", m + 3)
    #             ^ error[E0301]: `m` may be used before it has a value

def moved():
    var u = Ticket(1, "a")
    consume(u^)
    print("text", u.number)
    #             ^ error[E0302]: `u` is used after it was moved
    var v = Ticket(1, "a")
    var name = v.name^
    print(name, v.number, v.name)
    #                     ^^^^^^ error[E0302]: `v.name` is used after it was moved
    var t = Ticket(1, "a")
    both(t^, t)
    #    ^^ error[E0313]: `t` is given away and lent in the same call

def copied(t: Ticket):
    var first = 1 + t.number; consume(t)
    #                                 ^ error[E0307]: value of type `Ticket` cannot be copied
    var p = Pinned(first)
    var q = p^
    #       ^^ error[E0308]: value of type `Pinned` cannot be moved
    print(q.x)

def main():
    lent(Ticket(1, "a"))

# rendered:
# error[E0305]: cannot transfer out of `t`: it is an immutable reference to a value that the caller owns
#   --> ownership_carets.mojo:18:29
#    |
# 17 | def lent(t: Ticket):
#    |     ---- declared here
# 18 |     print("first"); consume(t^)
#    |                             ^^
#    |
# note: declare the argument as `var` to own the value
#
# error[E0301]: `n` is used before it has a value
#   --> ownership_carets.mojo:24:23
#    |
# 22 |     var n: Int
#    |         - declared here without a value
# 23 |     var m: Int
# 24 |     print("text", 1 + n)
#    |                       ^
#
# error[E0301]: `m` may be used before it has a value
#   --> ownership_carets.mojo:28:19
#    |
# 23 |     var m: Int
#    |         - declared here without a value
# ...
# 26 |     if flag:
#    |        ---- without a value if this is false
# 27 |         m = 2
# 28 |     print("text", m + 3)
#    |                   ^
#
# error[E0302]: `u` is used after it was moved
#   --> ownership_carets.mojo:34:19
#    |
# 33 |     consume(u^)
#    |             -- moved here
# 34 |     print("text", u.number)
#    |                   ^
#
# error[E0302]: `v.name` is used after it was moved
#   --> ownership_carets.mojo:38:27
#    |
# 37 |     var name = v.name^
#    |                ------- moved here
# 38 |     print(name, v.number, v.name)
#    |                           ^^^^^^
#    |
# help: copy `v.name` instead
#    |
# 37 |     var name = v.name.copy()
#    |                      ~~~~~~~
#
# error[E0313]: `t` is given away and lent in the same call
#   --> ownership_carets.mojo:41:10
#    |
# 41 |     both(t^, t)
#    |          ^^
#    |
# note: the value is gone when the call starts; pass a copy in one of the two places
#
# error[E0307]: value of type `Ticket` cannot be copied
#   --> ownership_carets.mojo:45:39
#    |
# 45 |     var first = 1 + t.number; consume(t)
#    |                                       ^ this needs a copy
#    |
# note: it belongs to the caller: borrow it, or declare the argument as `var`
#
# error[E0308]: value of type `Pinned` cannot be moved
#   --> ownership_carets.mojo:48:13
#    |
# 48 |     var q = p^
#    |             ^^
#    |
# note: make the type `Movable`, or construct the value where it is needed
