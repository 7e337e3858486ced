"""Compares pictures: `compare_figures.py EXPECTED.png FOUND.png …` in pairs; prints the mean difference of each pair, 0 to 255."""

import sys

import numpy
from PIL import Image


def mean_difference(first, second):
    a = Image.open(first).convert("RGB")
    b = Image.open(second).convert("RGB")
    if abs(a.size[0] - b.size[0]) > 4 or abs(a.size[1] - b.size[1]) > 4:
        return 255.0
    b = b.resize(a.size)
    return float(numpy.abs(numpy.asarray(a, float) - numpy.asarray(b, float)).mean())


paths = sys.argv[1:]
for expected, found in zip(paths[::2], paths[1::2]):
    print("%.3f" % mean_difference(expected, found))
