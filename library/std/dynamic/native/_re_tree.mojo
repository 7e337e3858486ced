"""The tree of a regular expression."""

comptime SEQUENCE = 0
comptime CHARACTER = 1
"""`a`: its code; `b`: flags."""
comptime ANY = 2
comptime SET = 3
"""`a`: its number."""
comptime CHOICE = 4
comptime REPEAT = 5
"""`a`: least; `b`: most; `c`: how."""
comptime GROUP = 6
"""`a`: its number."""
comptime REFERENCE = 7
comptime POSITION = 8
"""`a`: which; `b`: flags."""
comptime LOOK = 9
"""`a`: behind; `b`: negated."""
comptime ATOMIC = 10
comptime CONDITION = 11
"""`a`: the group; two children."""
comptime NEVER = 12

comptime GREEDY = 0
comptime LAZY = 1
comptime POSSESSIVE = 2

comptime AT_START = 0
comptime AT_LINE_START = 1
comptime AT_END = 2
comptime AT_LINE_END = 3
comptime AT_LAST = 4
"""The very end."""
comptime AT_BOUNDARY = 5
comptime AT_NO_BOUNDARY = 6

comptime UNLIMITED = 4294967295


@fieldwise_init
struct Node(Copyable, Movable):
    var kind: Int
    var a: Int
    var b: Int
    var c: Int
    var children: List[Int]


struct Tree(Movable):
    var nodes: List[Node]
    var sets: List[CharacterSet]
    var names: List[String]
    """Of groups; `numbers` has theirs."""
    var numbers: List[Int]
    var groups: Int
    var flags: Int

    def __init__(out self):
        self.nodes = List[Node]()
        self.sets = List[CharacterSet]()
        self.names = List[String]()
        self.numbers = List[Int]()
        self.groups = 0
        self.flags = 0

    def add(mut self, kind: Int, a: Int = 0, b: Int = 0, c: Int = 0) -> Int:
        self.nodes.append(Node(kind, a, b, c, List[Int]()))
        return len(self.nodes) - 1

    def with_child(mut self, node: Int, child: Int) -> Int:
        self.nodes[node].children.append(child)
        return node

    def named(self, name: String) -> Int:
        """The number of a group; 0: there is none."""
        for i in range(len(self.names)):
            if self.names[i] == name:
                return self.numbers[i]
        return 0

    def is_single(self, node: Int) -> Bool:
        """Whether it always takes one character."""
        var kind = self.nodes[node].kind
        return kind == CHARACTER or kind == ANY or kind == SET

    def only(self, node: Int) -> Int:
        """What a sequence of one element is."""
        var at = node
        while self.nodes[at].kind == SEQUENCE and len(self.nodes[at].children) == 1:
            at = self.nodes[at].children[0]
        return at

    def least_width(self, node: Int) -> Int:
        return self._width(node, True)

    def most_width(self, node: Int) -> Int:
        return self._width(node, False)

    def _width(self, node: Int, is_least: Bool) -> Int:
        """In characters."""
        ref it = self.nodes[node]
        var kind = it.kind
        if kind == CHARACTER or kind == ANY or kind == SET:
            return 1
        if kind == SEQUENCE or kind == GROUP or kind == ATOMIC:
            var sum = 0
            for i in range(len(it.children)):
                sum += self._width(it.children[i], is_least)
            return min(sum, UNLIMITED)
        if kind == CHOICE or kind == CONDITION:
            var best = UNLIMITED if is_least else 0
            for i in range(len(it.children)):
                var width = self._width(it.children[i], is_least)
                best = min(best, width) if is_least else max(best, width)
            return best
        if kind == REPEAT:
            var count = it.a if is_least else it.b
            var width = self._width(it.children[0], is_least)
            return UNLIMITED if count == UNLIMITED and width > 0 else min(width * count, UNLIMITED)
        if kind == REFERENCE:
            return self._width(self._group(it.a), is_least)
        return 0

    def _group(self, number: Int) -> Int:
        for i in range(len(self.nodes)):
            if self.nodes[i].kind == GROUP and self.nodes[i].a == number:
                return i
        return 0


from ._re_sets import CharacterSet
