"""Reads comma-separated values, adds up a column by groups, and says which lines it could not read.

    mojo run examples/csv_sum.mojo [FILE GROUP_COLUMN VALUE_COLUMN]
"""

from std.sys import argv

comptime SAMPLE = """\
city,month,rain
Oslo,May,53.5
Rome,May,42.25
Oslo,June,66
Rome,June,a little
Oslo,July,82.5
"Bergen, west",July,148.1
"""


def split_line(line: String) raises -> List[String]:
    """Fields between commas; a field in double quotes may hold commas, `""` is a quote."""
    var fields = List[String]()
    var field = String()
    var is_quoted = False
    var was_quote = False
    for part in line.codepoint_slices():
        var c = String(part)
        if c == '"':
            if is_quoted:
                is_quoted = False
                was_quote = True
                continue
            if was_quote:
                field += c
            is_quoted = True
        elif c == "," and not is_quoted:
            fields.append(field)
            field = ""
        else:
            field += c
        was_quote = False
    if is_quoted:
        raise Error("a quote is not closed")
    fields.append(field)
    return fields^


struct Table(Movable):
    var header: List[String]
    var sums: Dict[String, Float64]
    var problems: List[String]

    def __init__(out self, text: String, group_column: String, value_column: String) raises:
        var lines = text.splitlines()
        self.header = split_line(String(lines[0]))
        self.sums = Dict[String, Float64]()
        self.problems = List[String]()
        var group = self.column(group_column)
        var value = self.column(value_column)
        for number in range(1, len(lines)):
            try:
                var fields = split_line(String(lines[number]))
                if len(fields) != len(self.header):
                    raise Error("it has ", len(fields), " fields")
                var amount = atof(fields[value])
                self.sums[fields[group]] = self.sums.get(fields[group], 0) + amount
            except error:
                self.problems.append(String("line ", number + 1, ": ", error))

    def column(self, name: String) raises -> Int:
        for i in range(len(self.header)):
            if self.header[i] == name:
                return i
        raise Error("there is no column ", name)


def main() raises:
    var arguments = argv()
    var text: String = SAMPLE
    var group = String("city")
    var value = String("rain")
    if len(arguments) == 4:
        with open(String(arguments[1]), "r") as file:
            text = file.read()
        group = String(arguments[2])
        value = String(arguments[3])
    var table = Table(text, group, value)
    for item in table.sums.items():
        print(item.key, item.value, sep=": ")
    print(len(table.problems), "line could not be read")

# output:
# Oslo: 202.0
# Rome: 42.25
# Bergen, west: 148.1
# 1 line could not be read
