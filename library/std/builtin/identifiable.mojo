"""The trait of identity under its own path."""

from .number_traits import Identifiable
