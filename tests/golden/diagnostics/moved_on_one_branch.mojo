# test: check
@fieldwise_init
struct Ticket(Movable):
    var number: Int

def consume(var ticket: Ticket):
    print(ticket.number)

def run(flag: Bool):
    var ticket = Ticket(5)
    if flag:
        consume(ticket^)
    print(ticket.number)
    #     ^^^^^^ error[E0302]: `ticket` may be used after it was moved

def main():
    run(True)
