# test: check
@deprecated("use `new_way`")
def old_way():
    pass

def main():
    old_way()
    # warning[W0201]: `old_way` is deprecated: use `new_way`
