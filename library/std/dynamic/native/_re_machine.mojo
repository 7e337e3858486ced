"""Searches with the code of a regular expression: goes back to the last choice when something fails.

Choices, and what slots held before, are on a stack of its own, so that no text is too long. Positions are offsets of bytes.
"""

from ...collections.string.utf8 import utf8_decode
from ...memory.raw import raw_allocate, raw_free
from ._re_code import *
from ._re_sets import CharacterSet, WORDS, folded, in_category
from ._re_tree import *

comptime _CHOICE = 0
"""Where to go on, position."""
comptime _UNDO = 1
"""Slot, value."""
comptime _RUN = 2
"""Where to go on, position, least position."""
comptime _LAZY = 3
"""The run, position, count."""


struct _Stack:
    """Entries of four words; one for all searches."""

    var words: __type.pointer[Int]
    var capacity: Int

    @always_inline
    def __init__(out self):
        self.words = __op.null[Int]()
        self.capacity = 0


var _stack: _Stack = _Stack()


@always_inline
def _word(words: __type.pointer[Int], index: Int) -> Int:
    return __op.load(__op.offset(words, index.value))


struct Machine:
    var code: __type.pointer[Int]
    var bytes: __type.pointer[UInt8]
    var sets: __type.pointer[CharacterSet]
    var data: __type.pointer[UInt8]
    var end: Int
    var is_wide: Bool
    """Characters may have several bytes."""
    var slots: List[Int]
    var height: Int
    """Of the stack, in words."""
    var last_group: Int

    def __init__(out self, ref code: Code, data: __type.pointer[UInt8], end: Int, is_wide: Bool):
        self.code = code.words.data.address
        self.bytes = code.bytes.data.address
        self.sets = code.sets.data.address
        self.data = data
        self.end = end
        self.is_wide = is_wide
        self.slots = List[Int](length=code.slots, fill=-1)
        self.height = 0
        self.last_group = 2 * code.groups + 2

    @always_inline
    def byte(self, at: Int) -> Int:
        return Int(__op.load(__op.offset(self.data, at.value)))

    @always_inline
    def character(self, at: Int, mut size: Int) -> Int:
        var first = self.byte(at)
        if first < 128 or not self.is_wide:
            size = 1
            return first
        return utf8_decode(__op.offset(self.data, at.value), self.end - at, size)

    @always_inline
    def back(self, at: Int) -> Int:
        """Where the character before a position begins."""
        var result = at - 1
        if self.is_wide:
            while self.byte(result) & 0xC0 == 0x80:
                result -= 1
        return result

    @always_inline
    def push(mut self, kind: Int, a: Int, b: Int, c: Int):
        if self.height + 4 > _stack.capacity:
            _grow_stack()
        var top = __op.offset(_stack.words, self.height.value)
        __op.store(top, kind)
        __op.store(__op.offset(top, Int(1).value), a)
        __op.store(__op.offset(top, Int(2).value), b)
        __op.store(__op.offset(top, Int(3).value), c)
        self.height += 4

    @always_inline
    def slot(self, index: Int) -> Int:
        return _word(self.slots.data.address, index)

    @always_inline
    def store(mut self, index: Int, value: Int):
        __op.store(__op.offset(self.slots.data.address, index.value), value)

    @always_inline
    def set(mut self, index: Int, value: Int):
        """Undone when the search goes back."""
        self.push(_UNDO, index, self.slot(index), 0)
        self.store(index, value)

    def cut(mut self, height: Int):
        """Forgets the choices above a height; what slots held is still known."""
        var target = height
        var at = height
        while at < self.height:
            if _word(_stack.words, at) == _UNDO:
                for i in range(4):
                    __op.store(__op.offset(_stack.words, (target + i).value), _word(_stack.words, at + i))
                target += 4
            at += 4
        self.height = target

    def unwind(mut self, height: Int):
        """As if nothing above a height had happened."""
        while self.height > height:
            self.height -= 4
            if _word(_stack.words, self.height) == _UNDO:
                self.store(_word(_stack.words, self.height + 1), _word(_stack.words, self.height + 2))

    @always_inline
    def one(self, what: Int, operand: Int, at: Int) -> Int:
        """The position behind a character that fits; -1: it does not."""
        if at >= self.end:
            return -1
        var size = 1
        var code = self.character(at, size)
        var fits: Bool
        if what == ONE_SET:
            fits = __op.deref(__op.offset(self.sets, operand.value)).contains(code)
        elif what == ONE_NO_BREAK:
            fits = code != 10
        elif what == ONE_CODE:
            fits = code == operand
        elif what == ONE_ANY:
            fits = True
        else:
            fits = folded(code, what == ONE_FOLDED_ASCII) == operand
        return at + size if fits else -1

    def run(self, what: Int, operand: Int, at: Int, most: Int, mut count: Int) -> Int:
        """Behind as many characters as fit."""
        var position = at
        count = 0
        if not self.is_wide:
            var limit = min(self.end, position + min(most, self.end - position))
            if what == ONE_ANY:
                position = limit
            elif what == ONE_NO_BREAK:
                while position < limit and self.byte(position) != 10:
                    position += 1
            elif what == ONE_SET:
                var table = __op.deref(__op.offset(self.sets, operand.value)).low.data.address
                while position < limit and __op.load(__op.offset(table, self.byte(position).value)) != 0:
                    position += 1
            elif what == ONE_CODE:
                while position < limit and self.byte(position) == operand:
                    position += 1
            else:
                while position < limit and self.one(what, operand, position) >= 0:
                    position += 1
            count = position - at
            return position
        while count < most:
            var next = self.one(what, operand, position)
            if next < 0:
                break
            position = next
            count += 1
        return position

    def is_word_at(self, at: Int, ascii: Bool) -> Bool:
        if at < 0 or at >= self.end:
            return False
        var size = 1
        return in_category(self.character(at, size), WORDS, ascii)

    def holds(self, which: Int, at: Int, ascii: Bool) -> Bool:
        if which == AT_START:
            return at == 0
        if which == AT_LINE_START:
            return at == 0 or self.byte(at - 1) == 10
        if which == AT_END:
            return at == self.end or (at + 1 == self.end and self.byte(at) == 10)
        if which == AT_LINE_END:
            return at == self.end or self.byte(at) == 10
        if which == AT_LAST:
            return at == self.end
        if self.end == 0:
            return False
        var before = at > 0 and self.is_word_at(self.back(at), ascii)
        return (before != self.is_word_at(at, ascii)) == (which == AT_BOUNDARY)

    def refer(self, group: Int, ignores_case: Bool, ascii: Bool, at: Int) -> Int:
        """Behind what a group has matched, once more; -1: it is not there."""
        var start = self.slot(2 * group)
        var stop = self.slot(2 * group + 1)
        if start < 0 or stop < 0:
            return -1
        if not ignores_case:
            var length = stop - start
            if length > self.end - at:
                return -1
            for i in range(length):
                if self.byte(start + i) != self.byte(at + i):
                    return -1
            return at + length
        var position = at
        var size = 1
        while start < stop:
            if position >= self.end:
                return -1
            var wanted = folded(self.character(start, size), ascii)
            start += size
            if folded(self.character(position, size), ascii) != wanted:
                return -1
            position += size
        return position

    def match_at(mut self, first: Int, wants_end: Bool, must_advance: Bool) -> Bool:
        """Whether there is a match that begins at a position; slots 0 and 1 have it.

        Args:
            first: Where it begins.
            wants_end: It must reach the end.
            must_advance: It must not be empty.
        """
        for i in range(len(self.slots)):
            self.store(i, -1)
        self.store(self.last_group, 0)
        self.height = 0
        var pc = 0
        var at = first
        while True:
            var fails = False
            var op = _word(self.code, pc)
            if op == OP_LITERAL:
                var length = _word(self.code, pc + 2)
                if length > self.end - at or not self._has(_word(self.code, pc + 1), length, at):
                    fails = True
                else:
                    at += length
                    pc += 3
            elif op == OP_ONE:
                var next = self.one(_word(self.code, pc + 1), _word(self.code, pc + 2), at)
                if next < 0:
                    fails = True
                else:
                    at = next
                    pc += 3
            elif op == OP_RUN:
                fails = not self._begin_run(pc, at)
                pc += 6
            elif op == OP_SPLIT:
                self.push(_CHOICE, _word(self.code, pc + 1), at, 0)
                pc += 2
            elif op == OP_JUMP:
                pc = _word(self.code, pc + 1)
            elif op == OP_SAVE:
                self.set(_word(self.code, pc + 1), at)
                pc += 2
            elif op == OP_CLOSE:
                self.set(_word(self.code, pc + 1), at)
                self.set(self.last_group, _word(self.code, pc + 2))
                pc += 3
            elif op == OP_ACCEPT:
                if (wants_end and at != self.end) or (must_advance and at == first):
                    fails = True
                else:
                    self.store(0, first)
                    self.store(1, at)
                    return True
            elif op == OP_POSITION:
                fails = not self.holds(_word(self.code, pc + 1), at, _word(self.code, pc + 2) != 0)
                pc += 3
            else:
                fails = not self._rare(op, pc, at)
            if fails and not self._resume(pc, at):
                return False

    @always_inline
    def _has(self, offset: Int, length: Int, at: Int) -> Bool:
        for i in range(length):
            if __op.load(__op.offset(self.bytes, (offset + i).value)) != __op.load(__op.offset(self.data, (at + i).value)):
                return False
        return True

    @always_inline
    def _begin_run(mut self, pc: Int, mut at: Int) -> Bool:
        var what = _word(self.code, pc + 1)
        var operand = _word(self.code, pc + 2)
        var least = _word(self.code, pc + 3)
        var most = _word(self.code, pc + 4)
        var how = _word(self.code, pc + 5)
        var count = 0
        if how == LAZY:
            at = self.run(what, operand, at, least, count)
            if count < least:
                return False
            if count < most:
                self.push(_LAZY, pc, at, count)
            return True
        var before = at
        at = self.run(what, operand, before, most, count)
        if count < least:
            return False
        if how == GREEDY and count > least:
            var lowest = before + least
            if self.is_wide and least > 0:
                var unused = 0
                lowest = self.run(what, operand, before, least, unused)
            self.push(_RUN, pc + 6, at, lowest)
        return True

    @no_inline
    def _rare(mut self, op: Int, mut pc: Int, mut at: Int) -> Bool:
        if op == OP_BEGIN_LOOP:
            var slot = _word(self.code, pc + 1)
            self.set(slot, 0)
            self.set(slot + 1, -1)
            pc += 2
        elif op == OP_LOOP:
            self._loop(pc, at)
        elif op == OP_ENTER:
            var slot = _word(self.code, pc + 1)
            self.set(slot, self.slot(slot) + 1)
            self.set(slot + 1, at)
            pc += 2
        elif op == OP_REFERENCE:
            at = self.refer(_word(self.code, pc + 1), _word(self.code, pc + 2) != 0, _word(self.code, pc + 3) != 0, at)
            pc += 4
            return at >= 0
        elif op == OP_BEGIN_LOOK or op == OP_BEGIN_NOT:
            var slot = _word(self.code, pc + 1)
            self.set(slot + 1, at)
            self.push(_UNDO, slot, self.slot(slot), 0)
            self.store(slot, self.height)
            pc += 2
            if op == OP_BEGIN_NOT:
                self.push(_CHOICE, _word(self.code, pc), at, 0)
                pc += 1
        elif op == OP_END_LOOK or op == OP_END_ATOMIC:
            var slot = _word(self.code, pc + 1)
            if op == OP_END_LOOK:
                at = self.slot(slot + 1)
            self.cut(self.slot(slot))
            pc += 2
        elif op == OP_END_NOT:
            self.unwind(self.slot(_word(self.code, pc + 1)))
            return False
        elif op == OP_BACK:
            for _ in range(_word(self.code, pc + 1)):
                if at <= 0:
                    return False
                at = self.back(at)
            pc += 2
        elif op == OP_CONDITION:
            var group = _word(self.code, pc + 1)
            pc = pc + 3 if self.slot(2 * group + 1) >= 0 else _word(self.code, pc + 2)
        else:
            return False
        return True

    def _loop(mut self, mut pc: Int, at: Int):
        var slot = _word(self.code, pc + 1)
        var count = self.slot(slot)
        var end = _word(self.code, pc + 5)
        if count < _word(self.code, pc + 2):
            # What must match may be empty again and again.
            self.set(slot, count + 1)
            pc += 8
        elif count >= _word(self.code, pc + 3) or self.slot(slot + 1) == at:
            pc = end
        elif _word(self.code, pc + 4) == LAZY:
            self.push(_CHOICE, pc + 6, at, 0)
            pc = end
        else:
            self.push(_CHOICE, end, at, 0)
            pc += 6

    @always_inline
    def _resume(mut self, mut pc: Int, mut at: Int) -> Bool:
        """Goes back to the last choice. False: there is none."""
        while self.height > 0:
            self.height -= 4
            var kind = _word(_stack.words, self.height)
            var a = _word(_stack.words, self.height + 1)
            var b = _word(_stack.words, self.height + 2)
            if kind == _UNDO:
                self.store(a, b)
                continue
            if kind == _CHOICE:
                pc = a
                at = b
                return True
            if kind == _RUN:
                if self._shorten(a, b, _word(_stack.words, self.height + 3), at):
                    pc = a
                    return True
            elif self._lengthen(a, b, _word(_stack.words, self.height + 3), at):
                pc = a + 6
                return True
        return False

    def _shorten(mut self, pc: Int, before: Int, lowest: Int, mut at: Int) -> Bool:
        """One character less; as many as it takes where a literal follows."""
        var position = before
        if _word(self.code, pc) == OP_LITERAL:
            var wanted = Int(__op.load(__op.offset(self.bytes, _word(self.code, pc + 1).value)))
            position -= 1
            while position >= lowest and self.byte(position) != wanted:
                position -= 1
            if position < lowest:
                return False
        else:
            position = self.back(position)
        if position > lowest:
            self.push(_RUN, pc, position, lowest)
        at = position
        return True

    def _lengthen(mut self, pc: Int, before: Int, count: Int, mut at: Int) -> Bool:
        """One character more."""
        var next = self.one(_word(self.code, pc + 1), _word(self.code, pc + 2), before)
        if next < 0:
            return False
        if count + 1 < _word(self.code, pc + 4):
            self.push(_LAZY, pc, next, count + 1)
        at = next
        return True

    def search(mut self, ref code: Code, first: Int, must_advance: Bool) -> Bool:
        """The first match from a position on."""
        var at = first
        var keeps = must_advance
        var has_first = len(code.first) > 0
        var table = code.first.data.address
        while at <= self.end:
            if code.prefix_length > 0:
                var found = self._find_prefix(code.prefix_length, at)
                if found < 0:
                    return False
                if found != at:
                    keeps = False
                at = found
            elif has_first:
                var before = at
                while at < self.end and __op.load(__op.offset(table, self.byte(at).value)) == 0:
                    at += 1
                if at >= self.end:
                    return False
                if at != before:
                    keeps = False
            if self.match_at(at, False, keeps):
                return True
            keeps = False
            if at >= self.end:
                return False
            at += 1
            if self.is_wide:
                while at < self.end and self.byte(at) & 0xC0 == 0x80:
                    at += 1
        return False

    def _find_prefix(self, length: Int, from_: Int) -> Int:
        var first = __op.load(self.bytes)
        var at = from_
        var last = self.end - length
        while at <= last:
            if __op.load(__op.offset(self.data, at.value)) == first and self._has(0, length, at):
                return at
            at += 1
        return -1


@no_inline
def _grow_stack():
    var capacity = max(_stack.capacity * 2, 4096)
    var words = raw_allocate[Int](capacity)
    for i in range(_stack.capacity):
        __op.store(__op.offset(words, i.value), _word(_stack.words, i))
    if _stack.capacity > 0:
        raw_free(_stack.words)
    _stack.words = words
    _stack.capacity = capacity
