# test: run
def main() raises:
    var ages: Dict[String, Int] = {"ann": 30, "bob": 25}
    ages["cid"] = 41
    ages["bob"] += 1
    print(len(ages), ages["bob"])  # prints: 3 26
    print("ann" in ages, "dan" in ages)  # prints: True False
    print(ages.get("dan", -1))  # prints: -1
    print(ages.pop("ann"), len(ages))  # prints: 30 2
    try:
        print(ages["zoe"])
    except:
        print("no such key")  # prints: no such key
