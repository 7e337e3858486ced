# test: check, rendered
@fieldwise_init
struct Ticket(Movable):
    var number: Int

def consume(var ticket: Ticket):
    print(ticket.number)

def main():
    var ticket = Ticket(5)
    consume(ticket^)
    print(ticket.number)
    #     ^^^^^^ error[E0302]: `ticket` is used after it was moved

# rendered:
# error[E0302]: `ticket` is used after it was moved
#   --> use_of_moved_value.mojo:12:11
#    |
# 11 |     consume(ticket^)
#    |             ------- moved here
# 12 |     print(ticket.number)
#    |           ^^^^^^
