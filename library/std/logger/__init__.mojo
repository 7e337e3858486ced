"""Messages of a program about itself, by level."""
from .logger import DEFAULT_LEVEL, Level, Logger
