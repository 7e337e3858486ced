"""A matplotlib backend that saves what `show` would show: figure-1.png, figure-2.png … in $CORPUS_FIGURES.

Pictures are cropped as notebooks crop them, so that they can be compared with the pictures stored in notebooks.
Older programs call `add_axes` with further positional arguments, which matplotlib once ignored and now refuses; they are dropped here.
"""

import os

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_saved = 0
_add_axes = Figure.add_axes


def _add_axes_of_old(self, *arguments, **keywords):
    return _add_axes(self, *arguments[:1], **keywords)


Figure.add_axes = _add_axes_of_old


class FigureManager(FigureManagerBase):
    @classmethod
    def pyplot_show(cls, *, block=None):
        global _saved
        for manager in Gcf.get_all_fig_managers():
            _saved += 1
            path = os.path.join(os.environ["CORPUS_FIGURES"], "figure-%d.png" % _saved)
            manager.canvas.figure.savefig(path, bbox_inches="tight")
        Gcf.destroy_all()


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager


def show(*, block=None):
    """What matplotlib before 3.7 calls."""
    FigureManager.pyplot_show(block=block)
