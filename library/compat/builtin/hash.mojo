"""Hashing under its older path."""

from hashlib import Hashable, hash
