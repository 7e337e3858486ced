"""Where the user's Python is: the interpreter's path and the shared library of the same version.

In: the environment (`MOJO_PYTHON_LIBRARY`, `MOJO_PYTHON`, `VIRTUAL_ENV`, `PATH`). Out: a `PythonLocation`; paths to try, best first.
The interpreter is asked, because only it knows how it was built and which packages it sees.
Not here: opening the library (`cpython.mojo`).
"""
from os.env import getenv
from subprocess.run import run

comptime QUESTION: StringLiteral = """
import os, sys, sysconfig
print(sys.executable)
print("%d.%d" % sys.version_info[:2])
get = sysconfig.get_config_var
names = [get("INSTSONAME"), get("LDLIBRARY"), "libpython%d.%d.so.1.0" % sys.version_info[:2], "libpython%d.%d.dylib" % sys.version_info[:2]]
folders = [get("LIBDIR"), os.path.join(get("LIBDIR") or "", get("MULTIARCH") or ""), os.path.join(sys.base_prefix, "lib"), get("PYTHONFRAMEWORKPREFIX")]
for folder in folders:
    for name in names:
        if folder and name and not name.endswith(".a") and os.path.exists(os.path.join(folder, name)):
            print(os.path.join(folder, name))
"""


struct PythonLocation(Movable):
    """An interpreter and what its library may be called. `executable` is empty if there is no interpreter."""

    var executable: String
    var version: String
    var libraries: List[String]

    def __init__(out self):
        self.executable = String()
        self.version = String()
        self.libraries = List[String]()


@__cold
def find_python() raises -> PythonLocation:
    """Asks the environment and the interpreter."""
    var result = PythonLocation()
    var chosen = getenv("MOJO_PYTHON_LIBRARY")
    if chosen.byte_length() > 0:
        result.libraries.append(chosen)
    for command in _interpreters():
        var answer = run(String("'", command, "' -c '", QUESTION, "' 2>/dev/null"))
        var lines = answer.splitlines()
        if len(lines) < 2:
            continue
        result.executable = String(lines[0])
        result.version = String(lines[1])
        for i in range(2, len(lines)):
            result.libraries.append(String(lines[i]))
        break
    _add_usual_names(result)
    return result^


@__cold
def _interpreters() -> List[String]:
    var result = List[String]()
    var chosen = getenv("MOJO_PYTHON")
    if chosen.byte_length() > 0:
        result.append(chosen)
    var environment = getenv("VIRTUAL_ENV")
    if environment.byte_length() > 0:
        result.append(String(environment, "/bin/python3"))
    result.append(String("python3"))
    result.append(String("python"))
    return result^


@__cold
def _add_usual_names(mut location: PythonLocation):
    """Names that the system's loader may know. A library of another version than the interpreter's would miss its packages."""
    if location.version.byte_length() > 0:
        location.libraries.append(String("libpython", location.version, ".so.1.0"))
        location.libraries.append(String("libpython", location.version, ".dylib"))
        return
    for minor in range(15, 8, -1):
        location.libraries.append(String("libpython3.", minor, ".so.1.0"))
