# test: check
def main():
    _ = __op.no_such_operation(1)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^ error[E0227]: `__op.no_such_operation`: there is no such operation
