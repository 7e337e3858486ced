"""Grapheme clusters: the characters that a reader sees, by the rules of Unicode Standard Annex 29.

In: a text. Out: its clusters as slices, one after the other, from either end; their number; the byte at which the n-th one ends.
Rule GB9c (conjuncts of Indic scripts) is not applied. Printable ASCII is counted without looking anything up.
"""
from collections.string.unicode_data import class_of
from collections.string.unicode_tables import GRAPHEME_CLASSES
from collections.string.utf8 import utf8_decode, utf8_is_continuation
from memory.raw import raw_byte

comptime OTHER: Int = 0
comptime CR: Int = 1
comptime LF: Int = 2
comptime CONTROL: Int = 3
comptime EXTEND: Int = 4
comptime ZWJ: Int = 5
comptime REGIONAL: Int = 6
comptime PREPEND: Int = 7
comptime SPACING_MARK: Int = 8
comptime HANGUL_L: Int = 9
comptime HANGUL_V: Int = 10
comptime HANGUL_T: Int = 11
comptime HANGUL_LV: Int = 12
comptime HANGUL_LVT: Int = 13
comptime PICTOGRAPHIC: Int = 14


@always_inline
def _is_plain(byte: UInt8) -> Bool:
    """Printable ASCII: a cluster by itself unless a mark follows."""
    return byte >= 32 and byte < 127


def _class(code: Int) -> Int:
    if code >= 32 and code < 127:
        return OTHER
    return class_of(GRAPHEME_CLASSES, code)


def cluster_length(data: __type.pointer[UInt8], size: Int) -> Int:
    """Bytes of the first cluster of a text that is not empty."""
    if size > 1 and _is_plain(raw_byte(data, 0)) and _is_plain(raw_byte(data, 1)):
        return 1
    var length = 0
    var before = _class(utf8_decode(data, size, length))
    var end = length
    var regional_count = Int(before == REGIONAL)
    # pictograph, any marks, and a joiner: what another pictograph attaches to
    var after_pictograph = before == PICTOGRAPHIC
    var joined = False
    while end < size:
        var next = _class(utf8_decode(__op.offset(data, end.value), size - end, length))
        if _is_boundary(before, next, regional_count, joined):
            break
        joined = after_pictograph and next == ZWJ
        if next != EXTEND and next != ZWJ:
            after_pictograph = next == PICTOGRAPHIC
        if next == REGIONAL:
            regional_count += 1
        before = next
        end += length
    return end


def _is_boundary(before: Int, next: Int, regional_count: Int, joined: Bool) -> Bool:
    """Whether a cluster ends between two code points of these classes."""
    if before == CR and next == LF:
        return False
    if before == CR or before == LF or before == CONTROL or next == CR or next == LF or next == CONTROL:
        return True
    if before == HANGUL_L and (next == HANGUL_L or next == HANGUL_V or next == HANGUL_LV or next == HANGUL_LVT):
        return False
    if (before == HANGUL_LV or before == HANGUL_V) and (next == HANGUL_V or next == HANGUL_T):
        return False
    if (before == HANGUL_LVT or before == HANGUL_T) and next == HANGUL_T:
        return False
    if next == EXTEND or next == ZWJ or next == SPACING_MARK or before == PREPEND:
        return False
    if joined and next == PICTOGRAPHIC:
        return False
    if before == REGIONAL and next == REGIONAL:
        return regional_count % 2 == 0
    return True


def count_graphemes(text: StringSlice) -> Int:
    var count = 0
    var offset = 0
    while offset < text._length:
        offset += cluster_length(__op.offset(text._data, offset.value), text._length - offset)
        count += 1
    return count


def split_point_at_grapheme(text: StringSlice, n: Int) -> Int:
    """The byte after the first `n` clusters, or after all of them if there are fewer."""
    var offset = 0
    for _ in range(n):
        if offset >= text._length:
            break
        offset += cluster_length(__op.offset(text._data, offset.value), text._length - offset)
    return offset


def last_cluster_start(data: __type.pointer[UInt8], size: Int) -> Int:
    """The byte at which the last cluster of a text that is not empty starts.

    Walks back to a place where a cluster surely starts (after a control character, or plain ASCII before plain ASCII) and forward again.
    """
    var safe = size - 1
    while safe > 0:
        var byte = raw_byte(data, safe)
        var before = raw_byte(data, safe - 1)
        if before < 32 and not (before == 13 and byte == 10):
            break
        if _is_plain(byte) and _is_plain(before):
            break
        safe -= 1
    while safe > 0 and utf8_is_continuation(raw_byte(data, safe)):
        safe -= 1
    var start = safe
    while True:
        var end = start + cluster_length(__op.offset(data, start.value), size - start)
        if end >= size:
            return start
        start = end


struct GraphemeSliceIter[mut: Bool, //, origin: Origin[mut=mut], forward: Bool = True](Iterator, Sized, TrivialRegisterPassable):
    """Gives the clusters of a text as slices of it."""

    comptime Element = StringSlice[Self.origin]

    var _data: __type.pointer[UInt8]
    var _left: Int

    @always_inline
    def __init__(out self, text: StringSlice[Self.origin]):
        self._data = text._data
        self._left = text._length

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        return self._left > 0

    def __next__(mut self) -> StringSlice[Self.origin]:
        comptime if Self.forward:
            return self._take_first()
        else:
            return self._take_last()

    def _take_first(mut self) -> StringSlice[Self.origin]:
        var length = cluster_length(self._data, self._left)
        var result = StringSlice[Self.origin](unsafe_data=self._data, length=length)
        self._data = __op.offset(self._data, length.value)
        self._left -= length
        return result

    def _take_last(mut self) -> StringSlice[Self.origin]:
        var start = last_cluster_start(self._data, self._left)
        var result = StringSlice[Self.origin](unsafe_data=__op.offset(self._data, start.value), length=self._left - start)
        self._left = start
        return result

    def next(mut self) -> Optional[StringSlice[Self.origin]]:
        """The first cluster of what is left."""
        if self._left == 0:
            return None
        return self._take_first()

    def next_back(mut self) -> Optional[StringSlice[Self.origin]]:
        """The last cluster of what is left."""
        if self._left == 0:
            return None
        return self._take_last()

    def peek_next(self) -> Optional[StringSlice[Self.origin]]:
        var copy = self
        return copy.next()

    def peek_back(self) -> Optional[StringSlice[Self.origin]]:
        var copy = self
        return copy.next_back()

    def remaining_byte_length(self) -> Int:
        return self._left

    def __len__(self) -> Int:
        return count_graphemes(StaticString(unsafe_data=self._data, length=self._left))


struct GraphemeIndicesIter[mut: Bool, //, origin: Origin[mut=mut]](Iterator, TrivialRegisterPassable):
    """Gives pairs of a byte offset and the cluster there."""

    comptime Element = Tuple[Int, StringSlice[Self.origin]]

    var _inner: GraphemeSliceIter[Self.origin]
    var _length: Int

    @always_inline
    def __init__(out self, text: StringSlice[Self.origin]):
        self._inner = GraphemeSliceIter[Self.origin](text)
        self._length = text._length

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        return self._inner.__has_next__()

    def __next__(mut self) -> Tuple[Int, StringSlice[Self.origin]]:
        var offset = self._length - self._inner.remaining_byte_length()
        return (offset, self._inner.__next__())
