"""Paths as text (POSIX), and questions about what they name."""
from .files import exists, getsize, isdir, isfile, islink, lexists
from .text import basename, dirname, expanduser, expandvars, is_absolute, join, normpath, split, split_extension, splitext, splitroot
