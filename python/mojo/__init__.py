"""Salamander for Python: `import mojo.importer` makes modules in Mojo importable."""
