"""Modules of Python that are written in Mojo: each makes a module when it is first imported."""
