# test: run
# Quotas of control groups, from the text of their files.
from runtime.limits import parse_unified_quota
from testing import assert_equal


def quota(text: StringLiteral) -> Int:
    return parse_unified_quota(text.data)


def main() raises:
    assert_equal(quota("max 100000\n"), 0)
    assert_equal(quota("100000 100000\n"), 1)
    assert_equal(quota("150000 100000\n"), 2)
    assert_equal(quota("50000 100000"), 1)
    assert_equal(quota("400000 100000"), 4)
    assert_equal(quota(""), 0)
    assert_equal(quota("7"), 0)
    print("ok")  # prints: ok
