"""Operators that are neither maps nor reductions: they place, choose and order elements by their values. Emitted programs import from the modules.

Each takes memory, its inputs, its outputs, which it assigns, what else it has to know, and the most threads that it may use.
"""
