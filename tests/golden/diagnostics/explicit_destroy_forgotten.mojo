# test: check
@explicit_destroy("call close")
@fieldwise_init
struct Handle:
    var n: Int

    def close(deinit self):
        pass

def main():
    var h = Handle(1)
    print(h.n)
#   ^^^^^^^^^^ error[E0309]: `h` of type `Handle` is abandoned without being destroyed explicitly: call close
