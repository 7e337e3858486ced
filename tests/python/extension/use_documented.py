import documented


def outcome(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(documented.factorial(5), documented.factorial.__doc__, outcome(lambda: documented.factorial(-1)), outcome(lambda: documented.factorial("a")))
print(documented.add_all(1, 2, 3), documented.add_all("a", "b", "c"), outcome(lambda: documented.add_all(1)), documented.log("text"))
print(documented.count(), documented.count(1, 2))
ada = documented.Person("Ada", 36)
print(ada.name(), ada.birthday(), ada.older(3).birthday(), ada.birthday(), documented.Person.species(), type(ada))
print(outcome(lambda: documented.Person("x")), outcome(lambda: documented.Person.name(3)))
box = documented.Box()
box.put([1, 2])
print(box.get(), documented.Box().get(), outcome(lambda: documented.Box(1)))


class Student(documented.Person):
    def name(self):
        return "student " + super().name()


print(Student("Bo", 20).name())
