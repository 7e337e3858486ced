# test: run
@fieldwise_init
struct FileError(Equatable, ImplicitlyCopyable):
    var kind: Int

    comptime not_found = FileError(1)
    comptime denied = FileError(2)

def open_it(path: String) raises FileError -> String:
    if path == "":
        raise FileError.not_found
    if path == "/secret":
        raise FileError.denied
    return "contents of " + path

def main():
    var paths: List[String] = ["a.txt", "", "/secret"]
    for path in paths:
        try:
            print(open_it(path))
        except e:
            if e == FileError.not_found:
                print("not found")
            elif e == FileError.denied:
                print("denied")
# output:
# contents of a.txt
# not found
# denied
