"""Temporary files and folders."""
from .tempfile import NamedTemporaryFile, TemporaryDirectory, gettempdir, mkdtemp
