"""Time under the path of spring 2023."""

from time import now, sleep, time_function
