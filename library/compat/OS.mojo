"""The system under the path of spring 2023."""

from os import getenv
