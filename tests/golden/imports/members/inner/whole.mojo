# test: module
import ..utils
import ..utils as tools


def eight() -> Int:
    return utils.doubled(tools.doubled(2))
