"""Random numbers under the path of spring 2023."""

from random import *
