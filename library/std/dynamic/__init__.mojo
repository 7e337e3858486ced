"""Python's values at run time: what untyped code computes with (docs/design/python.md). `src/python` calls the functions of these modules by name."""
