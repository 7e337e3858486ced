"""Root of the standard library: `import std.math`."""
