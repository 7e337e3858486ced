"""The peer of examples/simd_csv.mojo: Python's own csv module."""
import csv
import sys
import time

start = time.perf_counter()
rows = fields = 0
with open(sys.argv[1], newline="") as file:
    for row in csv.reader(file):
        rows += 1
        fields += len(row)
seconds = time.perf_counter() - start
print("rows", rows, "fields", fields)
print("seconds", seconds)
