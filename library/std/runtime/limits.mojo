"""How many threads the program may keep busy: `MOJO_NUM_THREADS`, the processors it is bound to, the quota of its cgroup.

Linux: `sched_getaffinity`; `cpu.max` of cgroup v2; `cpu.cfs_quota_us` and `cpu.cfs_period_us` of cgroup v1, in the program's own group and
all groups around it. A quota of 1.5 processors counts as 2.
"""

from ..memory.raw import raw_byte
from ..sys.cores import num_logical_cores

comptime _Bytes = __type.pointer[UInt8]
comptime _file_limit = 4096
"""Bytes that are read of a file."""


@__cold
def thread_limit() -> Int:
    """Threads that may run at a time, the caller included; at least 1."""
    if __op.interpreting():
        return 1
    var wanted = _requested_threads()
    if wanted > 0:
        return wanted
    var processors = num_logical_cores()
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        var quota = _quota_of_groups()
        if quota > 0 and quota < processors:
            return quota
    return processors


@__cold
def _requested_threads() -> Int:
    """What `MOJO_NUM_THREADS` says; 0 if it says nothing sensible."""
    comptime name = "MOJO_NUM_THREADS"
    var text = __op.external["getenv", _Bytes](name.data)
    if __op.eq(text, __op.null[UInt8]()):
        return 0
    var position = 0
    return min(_number(text, position), 1024)


@__cold
def _quota_of_groups() -> Int:
    """The least quota of the program's control groups, in whole processors; 0 if there is none."""
    var groups = __op.stack_allocate[UInt8](Int(_file_limit).value)
    comptime path = "/proc/self/cgroup"
    if _read(path.data, groups) == 0:
        return 0
    var least = 0
    # Lines like `0::/user.slice` (v2) and `4:cpu,cpuacct:/docker/a1b2` (v1)
    var position = 0
    while raw_byte(groups, position) != 0:
        var controllers = _after(groups, position, UInt8(58))
        var folder = _after(groups, controllers, UInt8(58))
        var end = _after(groups, folder, UInt8(10)) - 1
        if raw_byte(groups, end) != 10:
            end += 1
        if folder <= end:
            if folder == controllers + 1:
                least = _lesser(least, _quota_upwards[True](groups, folder, end))
            elif _names_processors(groups, controllers, folder - 1):
                least = _lesser(least, _quota_upwards[False](groups, folder, end))
        position = end
        if raw_byte(groups, position) == 10:
            position += 1
    return least


def _quota_upwards[is_unified: Bool](groups: _Bytes, start: Int, end: Int) -> Int:
    """The least quota of a group and those around it.

    Parameters:
        is_unified: Whether it is a group of cgroup v2.

    Args:
        groups: Text with the path in it.
        start: Where the path begins.
        end: One past its end.
    """
    var least = 0
    var length = end
    while True:
        # The root of all groups, `/`, is the empty path.
        if length > start and raw_byte(groups, length - 1) == 47:
            length -= 1
        comptime if is_unified:
            least = _lesser(least, _unified_quota(groups, start, length))
        else:
            least = _lesser(least, _old_quota(groups, start, length))
        if length <= start:
            return least
        while length > start and raw_byte(groups, length - 1) != 47:
            length -= 1


def _unified_quota(groups: _Bytes, start: Int, end: Int) -> Int:
    var text = __op.stack_allocate[UInt8](Int(_file_limit).value)
    comptime root = "/sys/fs/cgroup"
    comptime file = "/cpu.max"
    if not _read_group_file(root, groups, start, end, file, text):
        return 0
    return parse_unified_quota(text)


def _old_quota(groups: _Bytes, start: Int, end: Int) -> Int:
    var quota = __op.stack_allocate[UInt8](Int(_file_limit).value)
    var period = __op.stack_allocate[UInt8](Int(_file_limit).value)
    comptime root = "/sys/fs/cgroup/cpu"
    comptime quota_file = "/cpu.cfs_quota_us"
    comptime period_file = "/cpu.cfs_period_us"
    if not _read_group_file(root, groups, start, end, quota_file, quota):
        return 0
    if not _read_group_file(root, groups, start, end, period_file, period):
        return 0
    var at_quota = 0
    var at_period = 0
    return _whole_processors(_number(quota, at_quota), _number(period, at_period))


def parse_unified_quota(text: __type.pointer[UInt8]) -> Int:
    """Whole processors of a `cpu.max`: `150000 100000` gives 2, `max 100000` gives 0.

    Args:
        text: The file's text, ended by a zero byte.
    """
    var position = 0
    var quota = _number(text, position)
    return _whole_processors(quota, _number(text, position))


@always_inline
def _whole_processors(quota: Int, period: Int) -> Int:
    return 0 if quota <= 0 or period <= 0 else (quota + period - 1) // period


@always_inline
def _lesser(a: Int, b: Int) -> Int:
    """The lesser quota; 0 is none."""
    if a == 0 or b == 0:
        return a + b
    return min(a, b)


def _number(text: _Bytes, mut position: Int) -> Int:
    """The number at a position, after blanks; 0 if there is none. The position moves behind it."""
    while raw_byte(text, position) == 32:
        position += 1
    var value = 0
    while True:
        var digit = Int(raw_byte(text, position)) - 48
        if digit < 0 or digit > 9 or value > 1 << 50:
            return value
        value = value * 10 + digit
        position += 1


def _names_processors(text: _Bytes, start: Int, end: Int) -> Bool:
    """Whether a list such as `cpu,cpuacct` has `cpu` in it."""
    var word = start
    while word < end:
        var stop = word
        while stop < end and raw_byte(text, stop) != 44:
            stop += 1
        if stop - word == 3 and raw_byte(text, word) == 99 and raw_byte(text, word + 1) == 112 and raw_byte(text, word + 2) == 117:
            return True
        word = stop + 1
    return False


def _after(text: _Bytes, start: Int, byte: UInt8) -> Int:
    """Index after the next such byte, or of the zero at the end."""
    var index = start
    while raw_byte(text, index) != 0:
        index += 1
        if raw_byte(text, index - 1) == byte:
            return index
    return index


def _read_group_file(
    root: StringLiteral, groups: _Bytes, start: Int, end: Int, file: StringLiteral, into: _Bytes
) -> Bool:
    """Reads a file of a control group; whether there is one."""
    var path = __op.stack_allocate[UInt8](Int(2 * _file_limit).value)
    var length = root.length + (end - start) + file.length
    if length >= 2 * _file_limit:
        return False
    __op.memory_copy(path, root.data, root.length.value)
    __op.memory_copy(__op.offset(path, root.length.value), __op.offset(groups, start.value), (end - start).value)
    __op.memory_copy(__op.offset(path, (root.length + end - start).value), file.data, file.length.value)
    __op.store(__op.offset(path, length.value), UInt8(0))
    return _read(path, into) > 0


def _read(path: _Bytes, into: _Bytes) -> Int:
    """Reads a small file and puts a zero after it; the number of bytes."""
    var count = 0
    var file = Int32(raw=__op.external["open", __type.i32, variadic_after=2](path, Int32(0).value))
    if Bool(file >= 0):
        count = max(0, Int(raw=__op.external["read", __type.index](file.value, into, Int(_file_limit - 1).value)))
        _ = __op.external["close", __type.i32](file.value)
    __op.store(__op.offset(into, count.value), UInt8(0))
    return count
