"""`InlinedString` of 2024: today every `String` holds short text inline."""

comptime InlineString = String
comptime InlinedString = String
