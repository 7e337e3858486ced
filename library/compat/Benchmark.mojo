"""Benchmarks under the path of spring 2023."""

from benchmark import Benchmark
