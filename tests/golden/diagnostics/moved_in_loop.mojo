# test: check
@fieldwise_init
struct Ticket(Movable):
    var number: Int

def consume(var ticket: Ticket):
    print(ticket.number)

def main():
    var ticket = Ticket(5)
    for _ in range(2):
        consume(ticket^)
        #       ^^^^^^^ error[E0302]: `ticket` is used after it was moved
