"""Names with values, in the order in which they came: what classes and functions keep their attributes in."""

from .word import UNBOUND, Object, Word


struct _Changes:
    var count: Int

    @always_inline
    def __init__(out self):
        self.count = 1


var namespace_changes: _Changes = _Changes()
"""How often a name of some namespace was given a value or lost it: what was found before may be otherwise."""


struct Namespace:
    """Found by comparing words, one after the other while they are few, then by a table."""

    var names: List[Word]
    """Texts that live for ever; bits 0 where one was taken away."""
    var values: List[Object]
    var places: List[Int]
    """Indices, or -1; empty while there are few names."""

    def __init__(out self):
        self.names = List[Word]()
        self.values = List[Object]()
        self.places = List[Int]()

    def index(self, name: Word) -> Int:
        """Where a name is, or -1."""
        if len(self.places) == 0:
            for i in range(len(self.names)):
                if self.names.unsafe_get(i) == name:
                    return i
            return -1
        var mask = len(self.places) - 1
        var place = _hash(name) & mask
        while self.places.unsafe_get(place) >= 0:
            var at = self.places.unsafe_get(place)
            if self.names.unsafe_get(at) == name:
                return at
            place = (place + 1) & mask
        return -1

    def find(self, name: Word) -> Word:
        """The value, without a count; bits 0 if there is none."""
        var at = self.index(name)
        return self.values.unsafe_get(at).word if at >= 0 else Word(0)

    def set(mut self, name: Word, var value: Object):
        namespace_changes.count += 1
        var at = self.index(name)
        if at >= 0:
            self.values[at] = value^
            return
        self.names.append(name)
        self.values.append(value^)
        if len(self.names) > 8:
            if len(self.names) * 2 > len(self.places):
                self._spread()
            else:
                self._place(len(self.names) - 1)

    def remove(mut self, name: Word) -> Bool:
        """Whether it was there."""
        namespace_changes.count += 1
        var at = self.index(name)
        if at < 0:
            return False
        self.names[at] = Word(0)
        self.values[at] = Object(owning=Word(UNBOUND))
        return True

    def _spread(mut self):
        """A table of four times as many places as there are names, without those taken away."""
        var names = List[Word]()
        var values = List[Object]()
        for i in range(len(self.names)):
            if self.names[i].bits != 0:
                names.append(self.names[i])
                values.append(self.values[i])
        self.names = names^
        self.values = values^
        var count = 32
        while count < len(self.names) * 4:
            count *= 2
        self.places.clear()
        for _ in range(count):
            self.places.append(-1)
        for i in range(len(self.names)):
            self._place(i)

    def _place(mut self, index: Int):
        var mask = len(self.places) - 1
        var place = _hash(self.names[index]) & mask
        while self.places[place] >= 0:
            place = (place + 1) & mask
        self.places[place] = index


@always_inline
def _hash(name: Word) -> Int:
    return (name.bits >> 4) ^ (name.bits >> 12)
