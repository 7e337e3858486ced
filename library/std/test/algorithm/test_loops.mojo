# test: run
# `tile`, `unswitch`, `map`, `unroll`, `elementwise`.
from algorithm import elementwise, map, tile, tile_and_unswitch, unroll, unswitch
from testing import assert_equal
from utils import IndexList


def main() raises:
    var log = String()

    @parameter
    def step[width: Int](start: Int):
        log += String(start, ":", width, " ")

    tile[step, [4, 2, 1]](0, 11)
    assert_equal(log, "0:4 4:4 8:2 10:1 ")
    log = ""

    @parameter
    def dynamic_step(start: Int, width: Int):
        log += String(start, ":", width, " ")

    tile[dynamic_step](1, 10, [5, 1])
    assert_equal(log, "1:5 6:1 7:1 8:1 9:1 ")
    log = ""

    @parameter
    def cell[width: Int, height: Int](x: Int, y: Int):
        log += String(x, ",", y, " ", width, "x", height, "; ")

    tile[cell, [2, 1], [2]](0, 0, 3, 4)
    assert_equal(log, "0,0 2x2; 2,0 1x2; 0,2 2x2; 2,2 1x2; ")
    log = ""

    @parameter
    def guarded[width: Int, inside: Bool](start: Int, end: Int):
        log += String(start, inside, " ")

    tile_and_unswitch[guarded, 4](0, 10)
    assert_equal(log, "0True 4True 8False ")
    log = ""

    @parameter
    def variant[flag: Bool]():
        log += String(flag)

    unswitch[variant](1 + 1 == 2)
    unswitch[variant](1 + 1 == 3)
    assert_equal(log, "TrueFalse")
    log = ""

    @parameter
    def each(index: Int):
        log += String(index)

    map[each](4)

    @parameter
    def known[index: Int]():
        log += String(index * index)

    unroll[known, 3]()
    assert_equal(log, "0123014")

    var cells = List[Int](length=24, fill=0)
    var data = cells.unsafe_ptr()

    @parameter
    def fill[width: Int, rank: Int](position: IndexList[rank]):
        var place = 0
        for i in range(rank):
            place = place * (2 + i) + position[i]
        for i in range(width):
            data[place + i] += place + i

    elementwise[fill, 2](IndexList[3](2, 3, 4))
    for i in range(24):
        assert_equal(cells[i], i)
    print("ok")  # prints: ok
