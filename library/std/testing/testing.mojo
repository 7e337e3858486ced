"""The same names as the package: `from testing.testing import …`."""
from .assertions import (
    assert_almost_equal,
    assert_equal,
    assert_false,
    assert_is,
    assert_is_not,
    assert_not_equal,
    assert_true,
)
from .raises import assert_raises
from .suite import TestSuite
