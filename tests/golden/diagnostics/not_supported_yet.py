# test: check
match 1:
# columns 1-8 error[E0219]: `match` is not supported yet
    case 1:
        pass
