"""After `import mojo.importer`, `import name` finds `name.mojo` where it would find `name.py`, and compiles it when it is new or has changed.

The compiled module is kept beside the source in `__mojocache__`, or in the user's cache where that folder cannot be written. The compiler is
`$MOJO`, the one that this package came with, or `mojo` on the path.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path

SUFFIXES = (".mojo", ".🔥")


def compiler() -> str:
    """The command that compiles."""
    given = os.environ.get("MOJO")
    if given:
        return given
    beside = Path(__file__).resolve().parents[2] / "mojo"
    if beside.is_file() and os.access(beside, os.X_OK):
        return str(beside)
    found = shutil.which("mojo")
    if found is None:
        raise ImportError("there is no `mojo` to compile with: put it on the path or name it in MOJO")
    return found


class MojoFinder:
    """Finds modules in Mojo on the path, after all of Python's own."""

    @classmethod
    def find_spec(cls, fullname: str, path=None, target=None):
        name = fullname.rpartition(".")[2]
        for folder in sys.path if path is None else path:
            for suffix in SUFFIXES:
                source = Path(folder or ".") / (name + suffix)
                if source.is_file():
                    return MojoLoader.spec(fullname, source.resolve())
        return None


class MojoLoader(ExtensionFileLoader):
    """Compiles before it loads."""

    @classmethod
    def spec(cls, fullname: str, source: Path) -> ModuleSpec:
        built = str(compiled(source))
        return spec_from_file_location(fullname, built, loader=cls(fullname, built))


def compiled(source: Path) -> Path:
    """The extension module for a source, made if it is not there."""
    command = compiler()
    name = source.stem
    built = cache_folder(source) / f"{name}.{state_of(source, command)}.abi3.so"
    if built.exists():
        return built
    draft = built.with_name(f"{built.name}.{os.getpid()}")
    result = subprocess.run(
        [command, "build", "--emit=python-extension", str(source), "-o", str(draft)], capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise ImportError(f"{source} cannot be compiled:\n{result.stderr or result.stdout}", name=name, path=str(source))
    for old in built.parent.glob(f"{name}.*.abi3.so"):
        old.unlink(missing_ok=True)
    draft.rename(built)
    return built


def state_of(source: Path, command: str) -> str:
    """Changes when the source, a module in Mojo beside it or the compiler does."""
    digest = hashlib.sha256(f"{command} {os.stat(command).st_mtime_ns}".encode())
    for file in sorted(source.parent.iterdir()):
        if file.suffix in SUFFIXES:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder(source: Path) -> Path:
    """A folder that can be written."""
    beside = source.parent / "__mojocache__"
    try:
        beside.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=beside):
            return beside
    except OSError:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = home / "salamander" / "python" / hashlib.sha256(str(source.parent).encode()).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        return folder


if MojoFinder not in sys.meta_path:
    sys.meta_path.append(MojoFinder)
