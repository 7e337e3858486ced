"""`InlineString` of 2025: today every `String` holds short text inline."""

comptime InlineString = String
