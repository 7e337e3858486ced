"""CPython in this process: its objects as values, our values as its objects."""
