"""Names that live for ever, one text for each: attributes are found by comparing words."""

from .cells import string_of, text_of
from .word import Word


struct _Names:
    var words: List[Word]

    def __init__(out self):
        self.words = List[Word]()


var _names: __type.pointer[_Names] = __op.null[_Names]()


@no_inline
def name_of(data: __type.pointer[UInt8], length: Int) -> Word:
    """The text for ever, without a count.

    Args:
        data: UTF-8.
        length: Bytes.
    """
    if __op.eq(_names, __op.null[_Names]()):
        from ..memory.raw import raw_allocate

        _names = raw_allocate[_Names](1)
        __op.initialize(_names, _Names())
    var wanted = StringSlice[MutableAnyOrigin](unsafe_data=data, length=length)
    ref words = __op.deref(_names).words
    for i in range(len(words)):
        if string_of(words[i]).as_string_slice() == wanted:
            return words[i]
    var made = text_of(String(wanted))
    words.append(made)
    return made
