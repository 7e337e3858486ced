# test: module
"""Imported by programs that were compiled without it."""
import plugin_helper

value = plugin_helper.one + 1


def double(x):
    return 2 * x
