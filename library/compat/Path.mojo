"""Paths under the path of spring 2023."""

from pathlib import Path
