"""Bytes as printable text: base 64 and base 16."""
from .base64 import b16decode, b16encode, b64decode, b64encode
