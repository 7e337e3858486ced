"""`StringRef`: the borrowed text of 2023 and 2024, today's `StringSlice`."""

comptime StringRef = StringSlice[StaticConstantOrigin]
