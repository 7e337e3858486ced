# test: run
@explicit_destroy("call commit or cancel")
@fieldwise_init
struct Transaction:
    var name: String

    def commit(deinit self):
        print("commit", self.name)

    def cancel(deinit self):
        print("cancel", self.name)

def run(flag: Bool):
    var t = Transaction("t")
    if flag:
        t^.commit()
    else:
        t^.cancel()

def main():
    run(True)  # prints: commit t
    run(False)  # prints: cancel t
