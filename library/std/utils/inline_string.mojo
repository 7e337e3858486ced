"""`InlineString` of 2024: today every `String` holds short text inline."""

comptime InlineString = String
