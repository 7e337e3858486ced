"""`StringLiteral` under the path of spring 2023."""

from builtin.string_literal import StringLiteral
