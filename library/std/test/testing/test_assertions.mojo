# test: run
from testing import assert_almost_equal, assert_equal, assert_false, assert_not_equal, assert_raises, assert_true


def short(error: Error) -> String:
    """Without the place, which has the folder of this file in it."""
    var text = String(error)
    return text[text.find("Assertion") :]


def main() raises:
    assert_true(True)
    assert_false(False)
    assert_equal(1 + 1, 2)
    assert_equal("a" + "b", "ab")
    assert_equal([1, 2], [1, 2])
    assert_not_equal(1, 2)
    assert_almost_equal(0.1 + 0.2, 0.3)
    try:
        assert_equal(1, 2, "because")
    except error:
        print(short(error))
        print("test_assertions.mojo:20:9" in String(error))
    # prints: AssertionError: `left == right` comparison failed:
    # prints:    left: 1
    # prints:   right: 2
    # prints:   reason: because
    # prints: True
    try:
        assert_true(False)
    except error:
        print(short(error))  # prints: AssertionError: condition was unexpectedly False
    try:
        assert_almost_equal(1.0, 1.1)
    except error:
        print(short(error).startswith("AssertionError"))  # prints: True
    with assert_raises():
        raise Error("anything")
    with assert_raises(contains="wrong"):
        raise Error("something wrong")
    try:
        with assert_raises():
            pass
    except error:
        print(String(error).startswith("AssertionError: Didn't raise at "))  # prints: True
    try:
        with assert_raises(contains="other"):
            raise Error("something")
    except error:
        print(error)  # prints: something
