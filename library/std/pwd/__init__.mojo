"""The user database."""
from .pwd import Passwd, getpwnam, getpwuid
