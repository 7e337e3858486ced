# test: run


@fieldwise_init
struct Point(Writable):
    var x: Int
    var y: Float64
    var name: String


def main():
    comptime facts = reflect[Point]()
    print(facts.name(), facts.field_count(), facts.field_names())  # prints: Point 3 ['x', 'y', 'name']
    print(reflect[List[Int]]().name(), reflect[List[Int]]().base_name())  # prints: List[Int] List
    print(facts.field_index["y"](), facts.field_type["y"]().name(), facts.field_offset[name="y"]())  # prints: 1 Float64 8
    # a struct that only says Writable is written field by field
    var point = Point(1, 2.5, "p")
    print(point)  # prints: Point(x=1, y=2.5, name='p')
    print(facts.field_ref[0](point))  # prints: 1
