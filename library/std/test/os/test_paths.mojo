# test: run
# modes: O0 O3 (the interpreter does no input or output)
from os import getenv, listdir, makedirs, mkdir, remove, rmdir, setenv, stat, unsetenv
from os.path import basename, dirname, exists, expandvars, getsize, isdir, isfile, islink, join, normpath, split, splitext, splitroot
from pathlib import Path
from tempfile import TemporaryDirectory


def main() raises:
    print(join("a", "b", "c.txt"), join("a/", "b"), join("a", "/b", "c"), join("", "x"))  # prints: a/b/c.txt a/b /b/c x
    print(basename("/a/b/c.txt"), dirname("/a/b/c.txt"), repr(basename("/a/b/")), dirname("/a"), repr(dirname("a")))  # prints: c.txt /a/b '' / ''
    print(split("/a/b//c"), splitext("x/y.tar.gz"), splitext(".bashrc"), splitext("a.b/c"))  # prints: ('/a/b', 'c') ('x/y.tar', '.gz') ('.bashrc', '') ('a.b/c', '')
    print(splitroot("/a"), splitroot("//a"), splitroot("///a"), splitroot("a"))  # prints: ('', '/', 'a') ('', '//', 'a') ('', '/', '//a') ('', '', 'a')
    print(normpath("a//b/./c/../d/"), normpath("/../x"), normpath("../../y"), normpath(""))  # prints: a/b/d /x ../../y .
    _ = setenv("SALAMANDER_TEST", "value")
    print(getenv("SALAMANDER_TEST"), expandvars("$SALAMANDER_TEST/${SALAMANDER_TEST}x$ $nope_nope"))  # prints: value value/valuex$ $nope_nope
    _ = unsetenv("SALAMANDER_TEST")
    print(getenv("SALAMANDER_TEST", "unset"))  # prints: unset

    with TemporaryDirectory() as folder:
        var root = Path(folder)
        var file = root / "sub" / "deep" / "f.txt"
        makedirs(String(file.parent()))
        file.write_text("twelve bytes")
        print(file.read_text(), getsize(String(file)), isfile(String(file)), isdir(String(file)), file.is_file())  # prints: twelve bytes 12 True False True
        print(file.name(), file.stem(), file.suffix(), (root / "x").exists())  # prints: f.txt f .txt False
        print(stat(String(file)).st_size, islink(String(file)))  # prints: 12 False
        mkdir(String(root / "other"))
        var names = listdir(folder)
        sort(names)
        print(names)  # prints: ['other', 'sub']
        try:
            mkdir(String(root / "other"))
        except error:
            print(String(error).endswith("File exists"))  # prints: True
        try:
            rmdir(String(root / "sub"))
        except error:
            print(String(error).endswith("Directory not empty"))  # prints: True
        remove(String(file))
        print(exists(String(file)), exists(folder))  # prints: False True
    print(Path("a") / "b" / Path("c"), Path("a/b.txt").with_suffix(".md"), Path("/x/y").parts(), repr(Path("q")))  # prints: a/b/c a/b.md ['/', 'x', 'y'] Path('q')
