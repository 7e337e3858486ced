"""From the tree of a regular expression to the code of the machine that searches (`_re_machine.mojo`)."""

from ..errors import Raised
from ._re_parser import pattern_error
from ._re_sets import ASCII, DOTALL, IGNORECASE, CharacterSet, folded
from ._re_tree import *
from ..word import Word

# Operations, each with its operands behind it

comptime OP_ACCEPT = 0
comptime OP_LITERAL = 1
"""Offset and length of bytes."""
comptime OP_ONE = 2
"""What, operand."""
comptime OP_SPLIT = 3
"""Where to go on if what follows fails."""
comptime OP_JUMP = 4
comptime OP_SAVE = 5
"""Slot."""
comptime OP_CLOSE = 6
"""Slot, number of the group."""
comptime OP_POSITION = 7
"""Which, whether characters are those of ASCII."""
comptime OP_RUN = 8
"""Of single characters: what, operand, least, most, how."""
comptime OP_BEGIN_LOOP = 9
"""Two slots."""
comptime OP_LOOP = 10
"""Two slots, least, most, how, where it ends."""
comptime OP_ENTER = 11
comptime OP_REFERENCE = 12
"""Group, whether case counts, whether characters are those of ASCII."""
comptime OP_BEGIN_LOOK = 13
"""Two slots."""
comptime OP_END_LOOK = 14
comptime OP_BEGIN_NOT = 15
"""Two slots, where to go on if it does not match."""
comptime OP_END_NOT = 16
comptime OP_END_ATOMIC = 17
comptime OP_BACK = 18
"""How many characters."""
comptime OP_CONDITION = 19
"""Group, where to go on if it has not matched."""
comptime OP_FAIL = 20

# What single characters are

comptime ONE_CODE = 0
comptime ONE_FOLDED = 1
comptime ONE_FOLDED_ASCII = 2
comptime ONE_NO_BREAK = 3
comptime ONE_ANY = 4
comptime ONE_SET = 5


struct Code(Movable):
    var words: List[Int]
    var bytes: List[UInt8]
    var sets: List[CharacterSet]
    var groups: Int
    var slots: Int
    """Two for each group and the whole, one for the last group that was closed, and what loops need."""
    var first: List[UInt8]
    """Bytes that a match may begin with; empty: any."""
    var prefix_length: Int
    """So many of `bytes` begin each match."""
    var width: Int
    """The least, in characters."""

    def __init__(out self):
        self.words = List[Int]()
        self.bytes = List[UInt8]()
        self.sets = List[CharacterSet]()
        self.groups = 0
        self.slots = 0
        self.first = List[UInt8]()
        self.prefix_length = 0
        self.width = 0


struct Coder(Movable):
    var tree: Tree
    var code: Code
    var pattern: Word
    var is_text: Bool

    def __init__(out self, var tree: Tree, pattern: Word, is_text: Bool):
        self.tree = tree^
        self.code = Code()
        self.pattern = pattern
        self.is_text = is_text
        self.code.groups = self.tree.groups
        self.code.slots = 2 * self.tree.groups + 3

    def build(mut self, root: Int) raises Raised:
        self.code.width = self.tree.least_width(root)
        self._emit(root)
        self._add(OP_ACCEPT)
        self._find_start(root)
        self.code.sets = self.tree.sets.copy()

    def _add(mut self, word: Int):
        self.code.words.append(word)

    def _here(self) -> Int:
        return len(self.code.words)

    def _two_slots(mut self) -> Int:
        self.code.slots += 2
        return self.code.slots - 2

    def _emit(mut self, node: Int) raises Raised:
        var kind = self.tree.nodes[node].kind
        if kind == SEQUENCE:
            return self._sequence(node)
        if self.tree.is_single(node):
            self._add(OP_ONE)
            return self._single(node)
        if kind == CHOICE:
            return self._choice(node)
        if kind == REPEAT:
            return self._repeat(node)
        if kind == LOOK:
            return self._look(node)
        var a = self.tree.nodes[node].a
        if kind == GROUP:
            self._add(OP_SAVE)
            self._add(2 * a)
            self._emit(self.tree.nodes[node].children[0])
            self._add(OP_CLOSE)
            self._add(2 * a + 1)
            self._add(a)
        elif kind == REFERENCE:
            self._add(OP_REFERENCE)
            self._add(a)
            self._add(1 if self.tree.nodes[node].b & IGNORECASE != 0 else 0)
            self._add(1 if self._is_ascii(self.tree.nodes[node].b) else 0)
        elif kind == POSITION:
            self._add(OP_POSITION)
            self._add(a)
            self._add(1 if self._is_ascii(self.tree.nodes[node].b) else 0)
        elif kind == ATOMIC:
            var slot = self._two_slots()
            self._add(OP_BEGIN_LOOK)
            self._add(slot)
            self._emit(self.tree.nodes[node].children[0])
            self._add(OP_END_ATOMIC)
            self._add(slot)
        elif kind == CONDITION:
            self._condition(node)
        else:
            self._add(OP_FAIL)

    def _is_ascii(self, flags: Int) -> Bool:
        return not self.is_text or flags & ASCII != 0

    def _single(mut self, node: Int):
        """What it is and its operand."""
        var kind = self.tree.nodes[node].kind
        var a = self.tree.nodes[node].a
        var flags = self.tree.nodes[node].b
        if kind == ANY:
            self._add(ONE_ANY if flags & DOTALL != 0 else ONE_NO_BREAK)
            self._add(0)
        elif kind == SET:
            self._add(ONE_SET)
            self._add(a)
        elif self._is_plain(node):
            self._add(ONE_CODE)
            self._add(a)
        else:
            self._add(ONE_FOLDED_ASCII if self._is_ascii(flags) else ONE_FOLDED)
            self._add(folded(a, self._is_ascii(flags)))

    def _is_plain(self, node: Int) -> Bool:
        """A character that only itself matches."""
        ref it = self.tree.nodes[node]
        if it.kind != CHARACTER:
            return False
        if it.b & IGNORECASE == 0:
            return True
        var ascii = self._is_ascii(it.b)
        if it.a < 128:
            return not ((it.a | 32) >= 97 and (it.a | 32) <= 122)
        return ascii

    def _sequence(mut self, node: Int) raises Raised:
        """Characters that follow each other are compared as bytes."""
        var count = len(self.tree.nodes[node].children)
        var i = 0
        while i < count:
            var child = self.tree.nodes[node].children[i]
            if not self._is_plain(child):
                self._emit(child)
                i += 1
                continue
            var start = len(self.code.bytes)
            while i < count and self._is_plain(self.tree.nodes[node].children[i]):
                self._add_bytes(self.tree.nodes[self.tree.nodes[node].children[i]].a)
                i += 1
            self._add(OP_LITERAL)
            self._add(start)
            self._add(len(self.code.bytes) - start)

    def _add_bytes(mut self, character: Int):
        if not self.is_text or character < 128:
            self.code.bytes.append(UInt8(character))
            return
        var made = String()
        append_code(made, character)
        for byte in made.as_bytes():
            self.code.bytes.append(byte)

    def _choice(mut self, node: Int) raises Raised:
        var count = len(self.tree.nodes[node].children)
        var ends = List[Int]()
        for i in range(count):
            var child = self.tree.nodes[node].children[i]
            if i == count - 1:
                self._emit(child)
                break
            self._add(OP_SPLIT)
            var next = self._here()
            self._add(0)
            self._emit(child)
            self._add(OP_JUMP)
            ends.append(self._here())
            self._add(0)
            self.code.words[next] = self._here()
        for i in range(len(ends)):
            self.code.words[ends[i]] = self._here()

    def _repeat(mut self, node: Int) raises Raised:
        var least = self.tree.nodes[node].a
        var most = self.tree.nodes[node].b
        var how = self.tree.nodes[node].c
        var inner = self.tree.nodes[node].children[0]
        var only = self.tree.only(inner)
        if self.tree.is_single(only):
            self._add(OP_RUN)
            self._single(only)
            self._add(least)
            self._add(most)
            self._add(how)
            return
        var slot = 0
        if how == POSSESSIVE:
            slot = self._two_slots()
            self._add(OP_BEGIN_LOOK)
            self._add(slot)
        self._loop(inner, least, most, how)
        if how == POSSESSIVE:
            self._add(OP_END_ATOMIC)
            self._add(slot)

    def _loop(mut self, inner: Int, least: Int, most: Int, how: Int) raises Raised:
        if least == 0 and most == 1 and how != LAZY:
            self._add(OP_SPLIT)
            var end = self._here()
            self._add(0)
            self._emit(inner)
            self.code.words[end] = self._here()
            return
        if least == 0 and most == UNLIMITED and how != LAZY and self.tree.least_width(inner) > 0:
            var start = self._here()
            self._add(OP_SPLIT)
            self._add(0)
            self._emit(inner)
            self._add(OP_JUMP)
            self._add(start)
            self.code.words[start + 1] = self._here()
            return
        var slot = self._two_slots()
        self._add(OP_BEGIN_LOOP)
        self._add(slot)
        var start = self._here()
        self._add(OP_LOOP)
        self._add(slot)
        self._add(least)
        self._add(most)
        self._add(how)
        self._add(0)
        self._add(OP_ENTER)
        self._add(slot)
        self._emit(inner)
        self._add(OP_JUMP)
        self._add(start)
        self.code.words[start + 5] = self._here()

    def _look(mut self, node: Int) raises Raised:
        var inner = self.tree.nodes[node].children[0]
        var is_negated = self.tree.nodes[node].b == 1
        var slot = self._two_slots()
        self._add(OP_BEGIN_NOT if is_negated else OP_BEGIN_LOOK)
        self._add(slot)
        var target = self._here()
        if is_negated:
            self._add(0)
        if self.tree.nodes[node].a == 1:
            var width = self.tree.least_width(inner)
            if width != self.tree.most_width(inner):
                raise pattern_error("look-behind requires fixed-width pattern", self.pattern, -1)
            self._add(OP_BACK)
            self._add(width)
        self._emit(inner)
        self._add(OP_END_NOT if is_negated else OP_END_LOOK)
        self._add(slot)
        if is_negated:
            self.code.words[target] = self._here()

    def _condition(mut self, node: Int) raises Raised:
        self._add(OP_CONDITION)
        self._add(self.tree.nodes[node].a)
        var no = self._here()
        self._add(0)
        self._emit(self.tree.nodes[node].children[0])
        self._add(OP_JUMP)
        var end = self._here()
        self._add(0)
        self.code.words[no] = self._here()
        self._emit(self.tree.nodes[node].children[1])
        self.code.words[end] = self._here()

    # How matches begin

    def _find_start(mut self, root: Int):
        if len(self.code.words) > 3 and self.code.words[0] == OP_LITERAL:
            self.code.prefix_length = self.code.words[2]
            return
        var first = List[UInt8](length=256, fill=UInt8(0))
        if not self._add_first(root, first):
            self.code.first = first^

    def _add_first(self, node: Int, mut first: List[UInt8]) -> Bool:
        """Adds bytes that a match may begin with. True: it may be empty."""
        ref it = self.tree.nodes[node]
        var kind = it.kind
        if kind == CHARACTER or kind == SET or kind == ANY:
            for code in range(256):
                if self._may_begin(node, code):
                    first[code] = 1
            return False
        if kind == SEQUENCE:
            for i in range(len(it.children)):
                if not self._add_first(it.children[i], first):
                    return False
            return True
        if kind == REFERENCE:
            for code in range(256):
                first[code] = 1
        if kind == CHOICE or kind == CONDITION:
            var result = False
            for i in range(len(it.children)):
                if self._add_first(it.children[i], first):
                    result = True
            return result
        if kind == GROUP or kind == ATOMIC:
            return self._add_first(it.children[0], first)
        if kind == REPEAT:
            return self._add_first(it.children[0], first) or it.a == 0
        return True

    def _may_begin(self, node: Int, byte: Int) -> Bool:
        """In texts the bytes from 128 on are parts of characters."""
        if self.is_text and byte >= 128:
            return True
        ref it = self.tree.nodes[node]
        if it.kind == ANY:
            return True
        if it.kind == SET:
            return self.tree.sets[it.a].contains(byte)
        if it.b & IGNORECASE == 0:
            return it.a == byte
        var ascii = self._is_ascii(it.b)
        return folded(it.a, ascii) == folded(byte, ascii)


from ..texts import append_code
