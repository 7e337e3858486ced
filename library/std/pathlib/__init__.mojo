"""Paths as objects."""
from .path import Path, _dir_of_current_file, cwd
