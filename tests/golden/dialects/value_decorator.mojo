# test: run
# options: --dialect 24
@value
struct Pet:
    var name: String
    var age: Int

fn older(owned pet: Pet) -> Pet:
    pet.age += 1
    return pet^

fn main():
    var a = Pet("Rex", 3)
    var b = a
    b.name += "!"
    print(a.name, b.name)  # prints: Rex Rex!
    var c = older(a)
    print(a.age, c.age)  # prints: 3 4
