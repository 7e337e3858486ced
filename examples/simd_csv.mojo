"""Reads comma-separated values 64 bytes at a time: fields, quoted fields, quotes in them, line breaks in them (RFC 4180).

    mojo run examples/simd_csv.mojo [FILE [COLUMN]]

Prints how many rows and fields a file has, and the sum of a column. Each block of 64 bytes becomes bit masks (Langdale and Lemire,
"Parsing Gigabytes of JSON per Second", 2019): where quotes, commas and line ends are; a running exclusive or over the quotes
says what lies inside them; what is left are the ends of fields.
"""
from bit import count_trailing_zeros, pop_count
from memory import pack_bits
from std.sys import argv
from time import perf_counter_ns

comptime SAMPLE = """\
city,month,rain
Oslo,May,53.5
Rome,May,42.25
"Bergen, west",July,148.1
"The ""wet""
town",July,12
"""

comptime block = 64
comptime quote = UInt8(ord('"'))
comptime comma = UInt8(ord(","))
comptime line_end = UInt8(ord("\n"))


struct Csv(Movable):
    """The ends of all fields of a text, found once; fields are slices of it."""

    var text: List[UInt8]
    """Padded with zeros to whole blocks."""
    var length: Int
    var ends: List[UInt32]
    """For each field the position of the comma or line end after it."""
    var rows: List[UInt32]
    """For each row the number of fields before its end."""

    def __init__(out self, var text: List[UInt8]):
        self.length = len(text)
        self.text = text^
        if self.length > 0 and self.text[self.length - 1] != line_end:
            self.text.append(line_end)
            self.length += 1
        self.text.resize((self.length + block - 1) // block * block, 0)
        self.ends = List[UInt32](capacity=self.length // 8 + block)
        self.rows = List[UInt32](capacity=self.length // 64 + block)
        self.find_ends()

    def find_ends(mut self):
        var data = self.text.unsafe_ptr()
        var inside = UInt64(0)
        var fields = 0
        for start in range(0, len(self.text), block):
            var bytes = data.load[width=block](start)
            var quotes = pack_bits[DType.uint64](bytes.eq(quote))
            var lines = pack_bits[DType.uint64](bytes.eq(line_end))
            var commas = pack_bits[DType.uint64](bytes.eq(comma))
            var quoted = running_xor(quotes) ^ inside
            # All ones if the block ends inside quotes.
            inside = UInt64(0) - (quoted >> 63)
            lines &= ~quoted
            var found = (commas & ~quoted) | lines
            if len(self.ends) + block > self.ends.capacity:
                self.ends.reserve(2 * self.ends.capacity)
            var target = self.ends.unsafe_ptr() + fields
            var count = Int(pop_count(found))
            # Line ends are few: rows are counted by what stands before them.
            while lines != 0:
                var place = count_trailing_zeros(lines)
                self.rows.append(UInt32(fields + Int(pop_count(found & ((UInt64(2) << place) - 1)))))
                lines &= lines - 1
            # Eight at a time without a branch for each; what is too much is written over later.
            var done = 0
            while done < count:
                comptime for i in range(8):
                    target[done + i] = UInt32(start) + UInt32(count_trailing_zeros(found))
                    found &= found - 1
                done += 8
            fields += count
            self.ends.resize(unsafe_uninit_length=fields)

    def row_count(self) -> Int:
        return len(self.rows)

    def field_count(self) -> Int:
        return len(self.ends)

    def row_fields(self, row: Int) -> Int:
        return Int(self.rows[row]) - (Int(self.rows[row - 1]) if row > 0 else 0)

    def bounds(self, row: Int, column: Int) -> Tuple[Int, Int]:
        """Start and end of a field as it is written."""
        var number = (Int(self.rows[row - 1]) if row > 0 else 0) + column
        var start = Int(self.ends[number - 1]) + 1 if number > 0 else 0
        var end = Int(self.ends[number])
        if end > start and self.text[end - 1] == UInt8(ord("\r")):
            end -= 1
        return (start, end)

    def field(self, row: Int, column: Int) -> String:
        """A field without the quotes around it, `\"\"` in it as one quote."""
        var start, end = self.bounds(row, column)
        var raw = StringSlice(unsafe_from_utf8=Span(self.text)[start:end])
        if end - start < 2 or self.text[start] != quote:
            return String(raw)
        return String(StringSlice(unsafe_from_utf8=Span(self.text)[start + 1 : end - 1])).replace('""', '"')

    def text_length(self) -> Int:
        """Bytes of all fields, without the quotes around them and with `\"\"` as one."""
        var data = self.text.unsafe_ptr()
        var total = 0
        var start = 0
        for end in self.ends:
            var stop = Int(end)
            var length = stop - start
            if length > 0 and data[stop - 1] == UInt8(ord("\r")):
                length -= 1
            if length > 1 and data[start] == quote:
                length -= 2
                for i in range(start + 1, start + length):
                    if data[i] == quote and data[i + 1] == quote:
                        length -= 1
            total += length
            start = stop + 1
        return total

    def number(self, row: Int, column: Int) raises -> Float64:
        return atof(self.field(row, column))


@always_inline
def running_xor(bits: UInt64) -> UInt64:
    """Bit i of the result: whether an odd number of bits up to i is set."""
    var result = bits
    comptime for step in range(6):
        result ^= result << UInt64(1 << step)
    return result


def main() raises:
    var arguments = argv()
    var text: List[UInt8]
    if len(arguments) > 1:
        with open(String(arguments[1]), "r") as file:
            text = file.read_bytes()
    else:
        text = List[UInt8](String(SAMPLE).as_bytes())
    var start = perf_counter_ns()
    var csv = Csv(text^)
    var length = csv.text_length()
    var nanoseconds = perf_counter_ns() - start
    print("rows", csv.row_count(), "fields", csv.field_count(), "bytes", length)
    var column = 2 if len(arguments) < 3 else atol(arguments[2])
    var sum = 0.0
    for row in range(1, csv.row_count()):
        if column < csv.row_fields(row):
            sum += csv.number(row, column)
    print("sum of column", column, "is", sum)
    if len(arguments) > 1:
        print("seconds", Float64(nanoseconds) * 1e-9)
    else:
        print(csv.field(4, 0))
