"""Complex numbers, scalar and in vectors."""

from .complex import ComplexFloat32, ComplexFloat64, ComplexScalar, ComplexSIMD, abs
