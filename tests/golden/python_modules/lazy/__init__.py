# test: module
"""Its parts are imported when somebody asks for them."""

__all__ = ["heavy", "parts"]
_places = {"heavy": "heavy_part"}


def __getattr__(name):
    if name not in _places:
        raise AttributeError(f"no {name}")
    return getattr(__import__(_places[name], globals(), None, ["x"], 1), name)
