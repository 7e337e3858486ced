"""Stands in for pygame when the life examples run without a screen.

The window is a set of cells per frame. After a few frames it reports what it saw: whether every rectangle lay in the window
and had the same size, and whether each frame was the next generation of the one before, on a torus.
"""

QUIT, KEYDOWN, K_ESCAPE, K_q = 256, 768, 27, 113
_FRAMES = 4


class _Event:
    def __init__(self, type):
        self.type = type
        self.key = 0


class _Screen:
    frames = []
    cells = set()
    sizes = set()
    window = (0, 0)
    outside = 0
    colors = []


def init():
    print("pygame: init", flush=True)


def quit():
    frames = _Screen.frames
    width, height = next(iter(_Screen.sizes))
    columns = round(_Screen.window[0] / (width + 1))
    rows = round(_Screen.window[1] / (height + 1))
    grids = [_grid(cells, columns, rows) for cells in frames]
    good = all(_next(a, columns, rows) == b for a, b in zip(grids, grids[1:]))
    print("pygame: frames", len(frames), "board", columns, rows)
    print("pygame: sizes", len(_Screen.sizes), "outside", _Screen.outside, "colors", *_Screen.colors)
    print("pygame: generations", "right" if good and len(grids) > 1 else "wrong", "alive", len(grids[0]) > 0, flush=True)


def Color(name):
    _Screen.colors.append(name)
    return name


def _grid(cells, columns, rows):
    """Pixel positions to cells: the programs put (column, row) at (x, y)."""
    return {(int(x * columns / _Screen.window[0]), int(y * rows / _Screen.window[1])) for x, y in cells}


def _next(alive, columns, rows):
    counts = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = ((x + dx) % columns, (y + dy) % rows)
                    counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in alive}


class _Window:
    def fill(self, color):
        _Screen.cells = set()


class display:
    @staticmethod
    def set_mode(size):
        _Screen.window = size
        return _Window()

    @staticmethod
    def set_caption(text):
        pass

    @staticmethod
    def flip():
        _Screen.frames.append(_Screen.cells)


class event:
    @staticmethod
    def poll():
        return _Event(QUIT if len(_Screen.frames) >= _FRAMES - 1 else 0)


class draw:
    @staticmethod
    def rect(window, color, rectangle):
        x, y, width, height = rectangle
        _Screen.cells.add((x, y))
        _Screen.sizes.add((width, height))
        if x < 0 or y < 0 or x + width > _Screen.window[0] or y + height > _Screen.window[1]:
            _Screen.outside += 1
