"""Running other programs."""
from .run import run
