"""The traits of conversion to `Float64` under their own path."""

from .number_traits import Floatable, FloatableRaising
