"""Text under its older path; see `collections/string/`."""

from collections.string import StaticString, String, StringSlice, ascii, atof, atol, chr, isdigit, islower, isspace, isupper, ord, repr, str
