"""Tensors under the path of spring 2023."""

from tensor import Tensor, TensorShape, TensorSpec
