"""Views of text under their path of 2024."""
from collections.string import StaticString, StringSlice
