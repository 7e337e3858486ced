"""Kernels for numbers in bulk: matrix products and what goes with them. Import from the modules: `from kernels.matmul import matmul`."""
