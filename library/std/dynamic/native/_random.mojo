"""`_random`: the Mersenne Twister of Matsumoto and Nishimura (MT19937), seeded and read as Python does."""

from ...memory.raw import raw_allocate, raw_free
from ..arguments import Arguments, as_index
from ..cells import Entry, FunctionCell, float_of, items_of, list_of
from ..errors import TYPE_ERROR, VALUE_ERROR, Raised, new_error
from ..hashing import hash_of
from ..integers import as_integer, is_whole
from ..native_classes import State, constructor, instance_with, method, method0, method1, native_class, new_state, rest_of, state_of
from ..natives import NativeCode1, define, direct_function, module_of
from ..numbers import add, bit_and, bit_or, less, shift_left, shift_right
from ..powers import absolute
from ..word import KIND_TUPLE, NONE, Object, Word, counted, give, none, small

comptime _tag = 30
comptime _count = 624
comptime _middle = 397


struct _Twister:
    var state: State
    var words: __type.pointer[UInt32]
    var index: Int

    def seed_number(mut self, seed: UInt32):
        var word = seed
        __op.store(self.words, word)
        for i in range(1, _count):
            word = UInt32(1812433253) * (word ^ (word >> 30)) + UInt32(i)
            __op.store(__op.offset(self.words, i.value), word)
        self.index = _count

    def at(self, index: Int) -> UInt32:
        return __op.load(__op.offset(self.words, index.value))

    def set(self, index: Int, word: UInt32):
        __op.store(__op.offset(self.words, index.value), word)

    def seed_array(mut self, key: List[UInt32]):
        self.seed_number(UInt32(19650218))
        var i = 1
        var j = 0
        for _ in range(max(_count, len(key))):
            var before = self.at(i - 1)
            self.set(i, (self.at(i) ^ ((before ^ (before >> 30)) * UInt32(1664525))) + key[j] + UInt32(j))
            i += 1
            j += 1
            if i >= _count:
                self.set(0, self.at(_count - 1))
                i = 1
            if j >= len(key):
                j = 0
        for _ in range(_count - 1):
            var before = self.at(i - 1)
            self.set(i, (self.at(i) ^ ((before ^ (before >> 30)) * UInt32(1566083941))) - UInt32(i))
            i += 1
            if i >= _count:
                self.set(0, self.at(_count - 1))
                i = 1
        self.set(0, UInt32(0x80000000))

    @always_inline
    def next(mut self) -> UInt32:
        """32 random bits."""
        if self.index >= _count:
            self._twist()
        var word = self.at(self.index)
        self.index += 1
        word ^= word >> 11
        word ^= (word << 7) & UInt32(0x9D2C5680)
        word ^= (word << 15) & UInt32(0xEFC60000)
        return word ^ (word >> 18)

    @no_inline
    def _twist(mut self):
        for i in range(_count):
            var next = i + 1 if i + 1 < _count else 0
            var far = i + _middle if i + _middle < _count else i + _middle - _count
            var mixed = (self.at(i) & UInt32(0x80000000)) | (self.at(next) & UInt32(0x7FFFFFFF))
            var word = self.at(far) ^ (mixed >> 1)
            if mixed & 1 != 0:
                word ^= UInt32(0x9908B0DF)
            self.set(i, word)
        self.index = 0

    @always_inline
    def fraction(mut self) -> Float64:
        """53 random bits, less than 1."""
        var high = self.next() >> 5
        var low = self.next() >> 6
        return (Float64(Int(high)) * 67108864.0 + Float64(Int(low))) / 9007199254740992.0

    @always_inline
    def bits(mut self, count: Int) -> Int:
        """At most 62 of them."""
        if count <= 32:
            return Int(self.next() >> UInt32(32 - count))
        var low = Int(self.next())
        return low | Int(self.next() >> UInt32(64 - count)) << 32


def random_module() raises Raised -> Word:
    var module = module_of("_random")
    var class_ = native_class(module, "_random", "Random")
    constructor(class_, _new)
    method0(class_, "random", _random)
    method1(class_, "seed", _seed)
    method1(class_, "getrandbits", _get_bits)
    method1(class_, "_randbelow", _below)
    method0(class_, "getstate", _get_state)
    method1(class_, "setstate", _set_state)
    define(module, "direct", _direct)
    return module


@always_inline
def _twister(value: Word) raises Raised -> ref [MutableAnyOrigin] _Twister:
    return state_of[_Twister](value, _tag)


def _new(args: Arguments) raises Raised -> Word:
    var cell = new_state[_Twister](_tag, _end)
    ref made = __op.deref(cell)
    made.words = raw_allocate[UInt32](_count)
    made.seed_number(UInt32(5489))
    return instance_with(args[0], cell)


def _end(word: Word):
    raw_free(__op.deref(word.at[_Twister]()).words)


def _random(function: Word, self: Word) raises Raised -> Word:
    return float_of(_twister(self).fraction())


def _direct(args: Arguments) raises Raised -> Word:
    """`direct(twister)`: its `random` as a function that is called directly."""
    _ = _twister(args[0]).index
    var code: def(Word) raises Raised thin -> Word = _random_of
    var function = direct_function("random", __op.load(__op.pointer_cast[Entry](__op.address_of(code))), 0)
    __op.deref(function.at[FunctionCell]()).closure = Object(sharing=args[0])
    return function


def _random_of(function: Word) raises Raised -> Word:
    return float_of(_twister(__op.deref(function.at[FunctionCell]()).closure.word).fraction())


def _seed(function: Word, self: Word, value: Word) raises Raised -> Word:
    """Of an integer its size; of anything else its hash."""
    var number: Object
    if is_whole(value):
        number = Object(owning=absolute(value))
    else:
        number = Object(owning=absolute(Object(owning=integer_of(hash_of(value))).word))
    var key = List[UInt32]()
    while True:
        var low = Object(owning=bit_and(number.word, small(0xFFFFFFFF)))
        key.append(UInt32(as_integer(low.word)))
        number = Object(owning=shift_right(number.word, small(32)))
        if number.word == small(0):
            break
    _twister(self).seed_array(key)
    return none()


def _get_bits(function: Word, self: Word, count: Word) raises Raised -> Word:
    """`getrandbits(k)`."""
    ref twister = _twister(self)
    var wanted = as_index(count)
    if wanted < 0:
        raise new_error(VALUE_ERROR, "number of bits must be non-negative")
    if wanted == 0:
        return small(0)
    if wanted <= 62:
        return small(twister.bits(wanted))
    var result = Object(owning=small(0))
    var shift = 0
    while shift < wanted:
        var word = twister.next()
        if wanted - shift < 32:
            word = word >> UInt32(32 - (wanted - shift))
        var part = Object(owning=shift_left(small(Int(word)), small(shift)))
        result = Object(owning=bit_or(result.word, part.word))
        shift += 32
    return give(result^)


def _below(function: Word, self: Word, limit: Word) raises Raised -> Word:
    """A random integer less than a limit; 0 if that is 0."""
    if limit.is_integer():
        var most = limit.integer()
        if most <= 0:
            return small(0)
        var count = 64 - _leading_zeros(most)
        ref twister = _twister(self)
        while True:
            var value = twister.bits(count)
            if value < most:
                return small(value)
    var count = 0
    var rest = Object(sharing=limit)
    while rest.word != small(0):
        rest = Object(owning=shift_right(rest.word, small(1)))
        count += 1
    while True:
        var value = Object(owning=_get_bits(function, self, small(count)))
        if less(value.word, limit):
            return give(value^)


def _leading_zeros(value: Int) -> Int:
    var bits = 0
    var rest = UInt64(value)
    while rest != 0:
        rest >>= 1
        bits += 1
    return 64 - bits


def _get_state(function: Word, self: Word) raises Raised -> Word:
    ref twister = _twister(self)
    var items = List[Object](capacity=_count + 1)
    for i in range(_count):
        items.append(Object(owning=small(Int(twister.at(i)))))
    items.append(Object(owning=small(twister.index)))
    return list_of(items^, KIND_TUPLE)


def _set_state(function: Word, self: Word, state: Word) raises Raised -> Word:
    ref twister = _twister(self)
    if not state.is_(KIND_TUPLE):
        raise new_error(TYPE_ERROR, "state vector must be a tuple")
    ref items = items_of(state)
    if len(items) != _count + 1:
        raise new_error(VALUE_ERROR, "state vector is the wrong size")
    for i in range(_count):
        twister.set(i, UInt32(as_index(items[i].word)))
    twister.index = as_index(items[_count].word)
    return none()


from ..integers import integer_of
