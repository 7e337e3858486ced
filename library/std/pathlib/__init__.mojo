"""Paths as objects."""
from .path import DIR_SEPARATOR, Path, _dir_of_current_file, cwd
