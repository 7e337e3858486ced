"""`Logger`: writes messages of at least a level to a file, standard error by default.

The level is fixed at compile time: a `Logger[Level.INFO]`, or `-D LOGGING_LEVEL=INFO`; messages below it cost nothing.
"""
from format.write import write_any
from io.file_descriptor import FileDescriptor
from sys.param_env import env_get_string


struct Level(Comparable, TrivialRegisterPassable, Writable):
    var value: Int

    comptime NOTSET = Level(0)
    comptime TRACE = Level(10)
    comptime DEBUG = Level(20)
    comptime INFO = Level(30)
    comptime WARNING = Level(40)
    comptime ERROR = Level(50)
    comptime CRITICAL = Level(60)

    @always_inline
    def __init__(out self, value: Int):
        self.value = value

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return self.value == other.value

    @always_inline
    def __lt__(self, other: Self) -> Bool:
        return self.value < other.value

    def _name(self) -> StaticString:
        if self.value == 0:
            return "NOTSET"
        if self.value == 10:
            return "TRACE"
        if self.value == 20:
            return "DEBUG"
        if self.value == 30:
            return "INFO"
        if self.value == 40:
            return "WARNING"
        return "ERROR" if self.value == 50 else "CRITICAL"

    @staticmethod
    def _from_name(name: StringSlice) -> Self:
        for value in range(10, 61, 10):
            if Level(value)._name() == String(name).upper():
                return Level(value)
        return Level.NOTSET

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string(self._name())

    def __str__(self) -> String:
        return String(self._name())


comptime DEFAULT_LEVEL = Level._from_name(env_get_string["LOGGING_LEVEL", "NOTSET"]())


struct Logger[level: Level = DEFAULT_LEVEL](ImplicitlyCopyable):
    var _file: FileDescriptor
    var _prefix: String

    def __init__(out self, fd: FileDescriptor = FileDescriptor(2), *, prefix: String = ""):
        self._file = fd
        self._prefix = prefix

    def _log[message_level: Level, *Ts: AnyType](self, *values: *Ts, sep: StaticString, end: StaticString):
        comptime if message_level >= Self.level:
            var text = String()
            if self._prefix:
                text += self._prefix
            else:
                text += message_level._name()
                text += "::: "
            comptime for i in range(len(Ts)):
                comptime if i > 0:
                    text.write_string(sep)
                write_any(text, values[i])
            text.write_string(end)
            var file = self._file
            file.write_string(text)

    def trace[*Ts: AnyType](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        self._log[Level.TRACE](*values, sep=sep, end=end)

    def debug[*Ts: AnyType](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        self._log[Level.DEBUG](*values, sep=sep, end=end)

    def info[*Ts: AnyType](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        self._log[Level.INFO](*values, sep=sep, end=end)

    def warning[*Ts: AnyType](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        self._log[Level.WARNING](*values, sep=sep, end=end)

    def error[*Ts: AnyType](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        self._log[Level.ERROR](*values, sep=sep, end=end)

    def critical[*Ts: AnyType](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        """Writes the message, and ends the program."""
        self._log[Level.CRITICAL](*values, sep=sep, end=end)
        abort()
