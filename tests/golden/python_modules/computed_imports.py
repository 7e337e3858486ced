# test: run
# Modules of packages whose names are computed, relative names in calls, packages without `__init__.py`.
import importlib

import folder.near
from lazy import *
from folder.deeper import leaf

print(heavy(), parts.name, leaf.name, hasattr(folder, "near"))
for call in (
    lambda: importlib.import_module(".leaf", "folder.deeper").name,
    lambda: importlib.import_module("..near", "folder.deeper").__name__,
    lambda: importlib.import_module(".leaf"),
    lambda: importlib.import_module("..leaf", "folder"),
    lambda: __import__("", globals()),
    lambda: __import__("sys", None, None, (), -1),
    lambda: __import__("sys", None, None, (), 1),
    lambda: __import__("near", {"__package__": "folder"}, None, (), 1).__name__,
    lambda: __import__("deeper.leaf", {"__package__": "folder"}, None, (), 1).__name__,
    lambda: __import__("near", {"__package__": "folder.deeper"}, None, ("x",), 2).__name__,
    lambda: __import__("near", {"__package__": "folder"}, None, (), 2),
    lambda: __import__("a" * 300),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, str(error)[:60])
# output:
# heavy lazy.parts folder.deeper.leaf True
# folder.deeper.leaf
# folder.near
# TypeError the 'package' argument is required to perform a relative imp
# ImportError attempted relative import beyond top-level package
# ValueError Empty module name
# ValueError level must be >= 0
# TypeError globals must be a dict
# folder.near
# folder.deeper
# folder.near
# ImportError attempted relative import beyond top-level package
# ModuleNotFoundError No module named 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
