# test: run
# dialect: 24
# `String(x)` asks a `Stringable` value for its text, so its `write_to` may be written with it.
@value
struct Room(Stringable, Writable):
    var number: Int

    fn __str__(self) -> String:
        return "room " + str(self.number)

    fn write_to[W: Writer](self, inout writer: W):
        writer.write(String(self))


fn main():
    var room = Room(12)
    print(room)  # prints: room 12
    print(str(room), String(room))  # prints: room 12 room 12
