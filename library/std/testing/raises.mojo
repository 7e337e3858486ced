"""`assert_raises`: a block that must raise."""
from builtin.location import SourceLocation


struct assert_raises:
    """`with assert_raises(contains="text"): ...` fails if nothing is raised, or the error's text does not contain that."""

    var message_contains: Optional[String]
    var call_location: SourceLocation

    @always_inline
    def __init__(out self, *, location: SourceLocation = SourceLocation()):
        self.message_contains = None
        self.call_location = location

    @always_inline
    def __init__(out self, *, contains: String, location: SourceLocation = SourceLocation()):
        self.message_contains = contains
        self.call_location = location

    def __enter__(self):
        pass

    def __exit__(self) raises:
        raise Error("AssertionError: Didn't raise at ", self.call_location)

    def __exit__(self, error: Error) raises -> Bool:
        if self.message_contains:
            return self.message_contains.value() in String(error)
        return True
