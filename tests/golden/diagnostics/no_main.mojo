# test: run
# columns 1-1 error[E0228]: the program has no `main` function and no statements at file scope
def helper() -> Int:
    return 1
