from python import PythonObject, Python
from python.bindings import PythonModuleBuilder
from os import abort


@export
fn PyInit_documented() -> PythonObject:
    try:
        var m = PythonModuleBuilder("documented")
        m.def_function[factorial]("factorial", docstring="n!")
        m.def_function[add_all]("add_all")
        m.def_function[log]("log")
        m.def_py_function[count]("count", docstring="how many")
        _ = (
            m.add_type[Person]("Person")
            .def_py_init[Person.py_init]()
            .def_method[Person.name_of]("name")
            .def_method[Person.birthday]("birthday")
            .def_method[Person.older]("older")
            .def_staticmethod[Person.species]("species")
        )
        _ = m.add_type[Box]("Box").def_init_defaultable[Box]().def_method[Box.put]("put").def_method[Box.get]("get")
        return m.finalize()
    except e:
        abort(String("error creating Python Mojo module:", e))


fn factorial(py_obj: PythonObject) raises -> PythonObject:
    var n = Int(py=py_obj)
    if n < 0:
        raise Error("negative")
    var result = 1
    for i in range(2, n + 1):
        result *= i
    return result


fn add_all(a: PythonObject, b: PythonObject, c: PythonObject) raises -> PythonObject:
    return a + b + c


fn log(text: PythonObject) raises:
    print("log:", text)


fn count(py_self: PythonObject, args: PythonObject) raises -> PythonObject:
    return len(args)


@fieldwise_init
struct Person(Copyable, Movable):
    var name: String
    var age: Int

    @staticmethod
    fn py_init(out self: Person, args: PythonObject, kwargs: PythonObject) raises:
        if len(args) != 2:
            raise Error("Person() takes two arguments")
        self = Person(String(py=args[0]), Int(py=args[1]))

    @staticmethod
    fn name_of(py_self: PythonObject) raises -> PythonObject:
        return py_self.downcast_value_ptr[Self]()[].name

    @staticmethod
    fn birthday(py_self: PythonObject) raises -> PythonObject:
        var self_ptr = py_self.downcast_value_ptr[Self]()
        self_ptr[].age += 1
        return PythonObject(self_ptr[].age)

    @staticmethod
    fn older(py_self: PythonObject, years: PythonObject) raises -> PythonObject:
        var copy = py_self.downcast_value_ptr[Self]()[].copy()
        copy.age += Int(py=years)
        return PythonObject(alloc=copy^)

    @staticmethod
    fn species() -> PythonObject:
        return "human"


@fieldwise_init
struct Box(Copyable, Defaultable, Movable):
    var value: PythonObject

    def __init__(out self):
        self.value = PythonObject(None)

    @staticmethod
    def put(py_self: PythonObject, value: PythonObject) raises:
        py_self.downcast_value_ptr[Self]()[].value = value

    @staticmethod
    def get(py_self: PythonObject) raises -> PythonObject:
        return py_self.downcast_value_ptr[Self]()[].value
