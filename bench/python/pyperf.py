"""Stands in for pyperf, so that pyperformance's programs run with nothing installed, compiled or not.

Prints for each benchmark a line `time NAME SECONDS` (the best of some measurements, for one loop) and, where the function that is measured
returns something plain, a line `result NAME TEXT`. Options of the programs keep their defaults.
"""

import sys
from time import perf_counter

values = 5
least_seconds = 0.1


def python_implementation():
    return sys.implementation.name


class Options:
    def __getattr__(self, name):
        return None


class Parser:
    """Of what `argparse` can do: defaults, and choices whose first one is taken."""

    def __init__(self, options):
        self._options = options

    def add_argument(self, *flags, dest=None, default=None, action=None, choices=None, nargs=None, **others):
        if default is None and action == "store_true":
            default = False
        if default is None and nargs is None and choices and not flags[0].startswith("-"):
            default = next(iter(choices))
        setattr(self._options, dest or flags[-1].lstrip("-").replace("-", "_"), default)

    def set_defaults(self, **defaults):
        for name, value in defaults.items():
            setattr(self._options, name, value)

    def add_argument_group(self, *title):
        return self

    def parse_args(self):
        return self._options


class Runner:
    def __init__(self, **options):
        self.metadata = {}
        self.args = Options()
        self.argparser = Parser(self.args)

    def parse_args(self, *words):
        return self.args

    def bench_time_func(self, name, function, *arguments, inner_loops=1):
        self._measure(name, lambda loops: function(loops, *arguments), inner_loops)

    def bench_func(self, name, function, *arguments, inner_loops=1):
        result = function(*arguments)
        if isinstance(result, (int, float, str, bytes, tuple, list)):
            print("result", name, repr(result)[:1000])

        def run(loops):
            start = perf_counter()
            for _ in range(loops):
                function(*arguments)
            return perf_counter() - start

        self._measure(name, run, inner_loops)

    def bench_async_func(self, name, function, *arguments, inner_loops=1):
        import asyncio

        async def run(loops):
            start = perf_counter()
            for _ in range(loops):
                await function(*arguments)
            return perf_counter() - start

        self._measure(name, lambda loops: asyncio.run(run(loops)), inner_loops)

    def _measure(self, name, run, inner_loops):
        loops = 1
        while run(loops) < least_seconds:
            loops *= 2
        best = min(run(loops) for _ in range(values))
        print("time", name, best / (loops * inner_loops))
