# test: run
@fieldwise_init
struct NetworkError(Copyable, Writable):
    var message: String
    var code: Int

    def write_to(self, mut writer: Some[Writer]):
        writer.write(self.message, " (", self.code, ")")

def fetch(ok: Bool) raises NetworkError -> String:
    if not ok:
        raise NetworkError("teapot", 418)
    return "data"

def main():
    try:
        print(fetch(True))
        print(fetch(False))
    except e:
        print(e.code, e.message)
        print(e)
# output:
# data
# 418 teapot
# teapot (418)
