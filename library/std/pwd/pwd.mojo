"""`getpwuid` and `getpwnam`: what the system knows of a user. Reads the `struct passwd` of Linux."""


struct Passwd(Copyable, Stringable, Writable):
    var pw_name: String
    var pw_passwd: String
    var pw_uid: Int
    var pw_gid: Int
    var pw_gecos: String
    var pw_dir: String
    """The home folder."""
    var pw_shell: String

    def __init__(out self, record: __type.pointer[UInt8]):
        self.pw_name = _text(record, 0)
        self.pw_passwd = _text(record, 8)
        self.pw_uid = _int(record, 16)
        self.pw_gid = _int(record, 20)
        self.pw_gecos = _text(record, 24)
        self.pw_dir = _text(record, 32)
        self.pw_shell = _text(record, 40)

    def write_to[W: Writer](self, mut writer: W):
        writer.write("pwd.struct_passwd(pw_name='", self.pw_name, "', pw_passwd='", self.pw_passwd, "', pw_uid=", self.pw_uid)
        writer.write(", pw_gid=", self.pw_gid, ", pw_gecos='", self.pw_gecos, "', pw_dir='", self.pw_dir)
        writer.write("', pw_shell='", self.pw_shell, "')")

    def __str__(self) -> String:
        return String.write(self)

    def __repr__(self) -> String:
        return String.write(self)


def _text(record: __type.pointer[UInt8], offset: Int) -> String:
    var address = __op.load(__op.pointer_cast[__type.pointer[UInt8]](__op.offset(record, offset.value)))
    return String(StaticString(unsafe_from_utf8_ptr=UnsafePointer[UInt8, StaticConstantOrigin](address)))


def _int(record: __type.pointer[UInt8], offset: Int) -> Int:
    return Int(UInt32(raw=__op.load(__op.pointer_cast[__type.u32](__op.offset(record, offset.value)))))


def getpwuid(uid: Int) raises -> Passwd:
    """The user of a number; raises if there is none."""
    var record = __op.external["getpwuid", __type.pointer[UInt8]](UInt32(uid).value)
    if __op.eq(record, __op.null[UInt8]()):
        raise Error("user ID not found in the password database: ", uid)
    return Passwd(record)


def getpwnam(name: StringSlice) raises -> Passwd:
    """The user of a name; raises if there is none."""
    var text = String(name)
    var record = __op.external["getpwnam", __type.pointer[UInt8]](text._terminated())
    _ = text^
    if __op.eq(record, __op.null[UInt8]()):
        raise Error("user name not found in the password database: ", name)
    return Passwd(record)
