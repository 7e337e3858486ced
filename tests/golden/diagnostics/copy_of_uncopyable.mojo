# test: check
@fieldwise_init
struct Ticket(Movable):
    var number: Int

def main():
    var a = Ticket(1)
    var b = a
    # error[E0307]: value of type `Ticket` cannot be copied
    print(a.number, b.number)
