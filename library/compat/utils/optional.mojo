"""`Optional` under the path of 2023."""

from collections.optional import Optional
