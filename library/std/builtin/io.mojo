"""`print` and `input` under their older path; see `io/`."""
from io import input, print
