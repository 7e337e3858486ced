"""Who owns a value, and when it goes: destruction happens right after the last use."""


struct Door(Movable):
    var name: String

    def __init__(out self, name: String):
        print("open", name)
        self.name = name

    def __deinit__(deinit self):
        print("close", self.name)


def look(door: Door):
    """Borrows: the caller keeps the door."""
    print("look through", door.name)


def paint(mut door: Door, color: String):
    """Changes the caller's door."""
    door.name = color + " " + door.name


def walk(var door: Door):
    """Takes the door over; it closes behind us."""
    print("walk through", door.name)


def main():
    var front = Door("front")
    var back = Door("back")
    look(front)
    print("the front door is not needed any more")
    paint(back, "blue")
    look(back)
    walk(back^)
    print("outside")

# output:
# open front
# open back
# look through front
# close front
# the front door is not needed any more
# look through blue back
# walk through blue back
# close blue back
# outside
