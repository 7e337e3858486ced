"""The one billion row challenge: least, mean and largest temperature of each weather station of a file of lines `name;12.3`.

    mojo run examples/one_billion_rows.mojo [FILE [THREADS]]
    mojo run examples/one_billion_rows.mojo --generate FILE ROWS

The file is mapped into memory and cut into pieces at line ends, one for each thread. A line costs a vector comparison that finds
the `;`, a hash of the first sixteen bytes, and the number from its eight bytes at once without a branch (by Quan Anh Mai).
"""
from algorithm import parallelize
from bit import count_trailing_zeros
from memory import memcpy, pack_bits
from std.ffi import external_call
from std.sys import argv, num_physical_cores
from time import perf_counter_ns

comptime Bytes = UnsafePointer[UInt8, MutAnyOrigin]
comptime vector = 32
comptime slots = 1 << 14
"""More than the ten thousand names that there may be."""
comptime longest_line = 128
comptime golden = UInt64(0x9E3779B97F4A7C15)


struct Station(Copyable):
    """What is known of one name; temperatures are in tenths of a degree."""

    var name: Bytes
    var length: Int
    var first: UInt64
    """Its first eight bytes, zeros behind a shorter name."""
    var second: UInt64
    var least: Int32
    var largest: Int32
    var count: Int
    var sum: Int

    def __init__(out self):
        self.name = Bytes()
        self.length = 0
        self.first = 0
        self.second = 0
        self.least = Int32.MAX
        self.largest = Int32.MIN
        self.count = 0
        self.sum = 0

    def text(self) -> String:
        return String(StringSlice(unsafe_from_utf8=Span[UInt8, MutAnyOrigin](ptr=self.name, length=self.length)))


struct Table(Copyable):
    """Stations by the hash of their names, with open addressing."""

    var stations: List[Station]

    def __init__(out self):
        self.stations = List[Station](length=slots, fill=Station())

    @always_inline
    def find(mut self, name: Bytes, length: Int, first: UInt64, second: UInt64) -> UnsafePointer[Station, MutAnyOrigin]:
        var slot = Int(((first ^ (second * 31)) * golden) >> 50)
        while True:
            var station = self.stations.unsafe_ptr() + slot
            if station[].first == first and station[].second == second and station[].length == length:
                if length <= 16 or equal(station[].name + 16, name + 16, length - 16):
                    return station
            if station[].count == 0:
                station[].name = name
                station[].length = length
                station[].first = first
                station[].second = second
                return station
            slot = (slot + 1) % slots

    def read(mut self, start: Bytes, size: Int):
        """Adds whole lines; up to `longest_line` bytes behind them must be readable."""
        var at = start
        var end = start + size
        while at < end:
            var semicolons = pack_bits[DType.uint32](at.load[width=vector]().eq(UInt8(ord(";"))))
            var length = Int(count_trailing_zeros(semicolons))
            while semicolons == 0:
                semicolons = pack_bits[DType.uint32]((at + length).load[width=vector]().eq(UInt8(ord(";"))))
                length += Int(count_trailing_zeros(semicolons))
            var first = at.bitcast[UInt64]().load[alignment=1]()
            var second = (at + 8).bitcast[UInt64]().load[alignment=1]()
            if length < 8:
                first &= (UInt64(1) << UInt64(8 * length)) - 1
                second = 0
            elif length < 16:
                second &= (UInt64(1) << UInt64(8 * (length - 8))) - 1
            var station = self.find(at, length, first, second)

            # The dot is the only byte of the number whose bit 4 is not set; the sign, if there is one, has bit 4 clear too.
            var word = (at + length + 1).bitcast[UInt64]().load[alignment=1]()
            var dot = count_trailing_zeros(~word & 0x10101000)
            var sign = Int64((~word) << 59) >> 63
            var digits = ((word & UInt64(~(sign & 0xFF))) << (28 - dot)) & 0x0F000F0F00
            var tenths = Int64(((digits * 0x640A0001) >> 32) & 0x3FF)
            var temperature = Int32((tenths ^ sign) - sign)

            station[].least = min(station[].least, temperature)
            station[].largest = max(station[].largest, temperature)
            station[].sum += Int(temperature)
            station[].count += 1
            at += length + Int(dot >> 3) + 4

    def add(mut self, other: Self):
        for station in other.stations:
            if station.count == 0:
                continue
            var mine = self.find(station.name, station.length, station.first, station.second)
            mine[].least = min(mine[].least, station.least)
            mine[].largest = max(mine[].largest, station.largest)
            mine[].sum += station.sum
            mine[].count += station.count

    def print_sorted(self):
        var known = List[Station]()
        for station in self.stations:
            if station.count > 0:
                known.append(station.copy())

        @parameter
        def earlier(left: Station, right: Station) -> Bool:
            return left.text() < right.text()

        sort[earlier](known)
        var parts = List[String]()
        for station in known:
            var mean = Int(round(Float64(station.sum) / Float64(station.count)))
            parts.append(String(station.text(), "=", tenth(Int(station.least)), "/", tenth(mean), "/", tenth(Int(station.largest))))
        print(String("{", String(", ").join(parts), "}"))


@always_inline
def equal(left: Bytes, right: Bytes, size: Int) -> Bool:
    for i in range(size):
        if left[i] != right[i]:
            return False
    return True


def tenth(value: Int) -> String:
    var size = abs(value)
    return String("-" if value < 0 else "", size // 10, ".", size % 10)


def read_all(data: Bytes, size: Int, threads: Int) -> Table:
    # The last lines are copied, so that reading beyond them is allowed.
    var whole = max(0, size - longest_line)
    while whole > 0 and data[whole - 1] != UInt8(ord("\n")):
        whole -= 1
    var borders = List[Int]()
    for part in range(threads):
        var border = whole * part // threads
        while border > 0 and border < whole and data[border - 1] != UInt8(ord("\n")):
            border += 1
        borders.append(border)
    borders.append(whole)
    var tables = List[Table](length=threads, fill=Table())

    @parameter
    def read_part(part: Int):
        tables[part].read(data + borders[part], borders[part + 1] - borders[part])

    parallelize[read_part](threads, threads)
    var rest = alloc[UInt8](3 * longest_line)
    memcpy(dest=rest, src=data + whole, count=size - whole)
    var result = tables[0].copy()
    result.read(rest, size - whole)
    for part in range(1, threads):
        result.add(tables[part])
    return result^


def mapped(path: String) raises -> Tuple[Bytes, Int]:
    """A file as memory, and its size."""
    comptime READABLE = Int32(1)
    comptime PRIVATE = Int32(2)
    var file = open(path, "r")
    var size = Int(file.seek(0, 2))
    var data = external_call["mmap", Bytes](Int(0), size, READABLE, PRIVATE, Int32(file._get_raw_fd()), Int(0))
    # Open until here: it would be closed after its last use.
    file.close()
    if Int(data) == -1:
        raise Error("cannot map ", path)
    return (data, size)


comptime SAMPLE = "Oslo;3.4\nRome;17.9\nOslo;-12.0\nLima;19.5\nRome;18.2\nBandar Seri Begawan;27.0\nOslo;5.1\n"


def generate(path: String, rows: Int) raises:
    """Lines with one of 413 names and temperatures between -99.9 and 99.9."""
    var names = List[String]()
    for i in range(413):
        names.append(String("Station ", i * 7919 % 100003, " " if i % 3 == 0 else "", "xyz" if i % 5 == 0 else ""))
    var state = UInt64(88172645463325252)
    with open(path, "w") as file:
        var chunk = String()
        for row in range(rows):
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            chunk += names[Int(state % 413)]
            chunk += ";"
            chunk += tenth(Int((state >> 20) % 1999) - 999)
            chunk += "\n"
            if chunk.byte_length() > 1 << 20 or row == rows - 1:
                file.write(chunk)
                chunk = String()


def main() raises:
    var arguments = argv()
    if len(arguments) == 4 and arguments[1] == "--generate":
        generate(String(arguments[2]), atol(arguments[3]))
        return
    if len(arguments) < 2:
        var text = String(SAMPLE)
        read_all(text.unsafe_ptr_mut(), text.byte_length(), 1).print_sorted()
        return
    var threads = num_physical_cores() if len(arguments) < 3 else atol(arguments[2])
    var start = perf_counter_ns()
    var data, size = mapped(String(arguments[1]))
    var table = read_all(data, size, threads)
    var nanoseconds = perf_counter_ns() - start
    table.print_sorted()
    print("seconds", Float64(nanoseconds) * 1e-9)
