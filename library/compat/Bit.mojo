"""Operations on bits under the path of spring 2023."""

from bit import *
