# test: run


struct Person(Copyable, Movable):
    var name: String
    var age: Int

    def __init__(out self, name: String, age: Int):
        self.name = name
        self.age = age


def is_sorted(list: List[Int]) -> Bool:
    for i in range(1, len(list)):
        if list[i] < list[i - 1]:
            return False
    return True


def main():
    var state = UInt64(42)
    for size in [0, 1, 2, 15, 16, 17, 100, 1000, 5000]:
        var random = List[Int]()
        var few = List[Int]()
        var rising = List[Int]()
        var falling = List[Int]()
        for i in range(size):
            state = state * 6364136223846793005 + 1442695040888963407
            random.append(Int(state >> 33))
            few.append(Int(state >> 60))
            rising.append(i)
            falling.append(size - i)
        var stable = random.copy()
        sort(random)
        sort(few)
        sort(rising)
        sort(falling)
        sort[stable=True](stable)
        print(is_sorted(random) and is_sorted(few) and is_sorted(rising) and is_sorted(falling), random == stable)
    # prints: True True
    # prints: True True
    # prints: True True
    # prints: True True
    # prints: True True
    # prints: True True
    # prints: True True
    # prints: True True
    # prints: True True

    var people = [Person("ann", 30), Person("bob", 25), Person("cid", 30), Person("dee", 25)]

    @parameter
    def younger(a: Person, b: Person) -> Bool:
        return a.age < b.age

    sort[younger, stable=True](people)
    for person in people:
        print(person.name, person.age, end=";")
    print()  # prints: bob 25;dee 25;ann 30;cid 30;
    var words = ["pear", "fig", "apple", "a word that lives on the heap", "banana"]
    sort(words)
    print(words)  # prints: ['a word that lives on the heap', 'apple', 'banana', 'fig', 'pear']
    var numbers = [5, 2, 9, 1, 7, 3]
    partition(Span(numbers), 3)
    print(numbers[0] + numbers[1] + numbers[2])  # prints: 6
