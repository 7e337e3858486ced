"""`Tensor`: numbers in several dimensions that own their memory, as in 2023 and 2024."""

from .tensor import Tensor
from .tensor_shape import TensorShape
from .tensor_spec import TensorSpec
from ..random.random import rand, randn
