"""Measuring how long code takes."""

from .bench import Bench, BenchConfig, BenchId, BenchMetric, Bencher, Mode, ThroughputMeasure
from .benchmark import Batch, Benchmark, Report, Unit, run
from .compiler import clobber_memory, keep
