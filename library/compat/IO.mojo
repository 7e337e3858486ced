"""Input and output under the path of spring 2023."""

from io import print, print_no_newline, put_new_line
