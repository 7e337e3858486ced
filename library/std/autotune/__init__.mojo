"""Autotuning: the compiler measures candidates on this machine while it compiles, and keeps the winners.

`comptime tile = search[time_of, [4, 8, 16, 32]]()` measures all values; `explore[time_of, space]()` looks for a good point in a space
too large for that. `--tune` says whether anything is measured, `mojo tune FILE` measures and shows what was found.
"""
from .explore import Strategy, explore
from .forks import autotune, autotune_fork
from .search import search
from .timing import seconds_of
