"""The machine under the path of spring 2023."""

from sys.info import *
