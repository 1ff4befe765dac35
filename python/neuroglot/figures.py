"""Figures that the ``neuroglot`` command draws: what is plotted is noted here, and drawn when somebody looks."""

import json
import os
import subprocess
import sys
import tempfile
import weakref

import numpy as np

from neuroglot.command import find
from neuroglot.errors import NeuroglotError

#: Points of a page, as wide as a page of text.
SIZE = (420, 280)
POINTS_PER_INCH = 72

_figures = []

#: Our pages for those of matplotlib, and axes of matplotlib whose place has been taken.
_mirrors, _taken = weakref.WeakKeyDictionary(), weakref.WeakSet()


class Axes:
    """What ``plot_raster`` and its like return: title, labels, limits and legend are set on it, and more is plotted into it."""

    def __init__(self, figure, row, column, sharex=None):
        self.figure = figure
        self.plots = []
        self.says = {'row': row, 'column': column}
        if sharex is not None:
            self.says['shared_x'] = figure.axes.index(sharex)

    def set_title(self, label, **_):
        """What is written above."""
        self.says['title'] = str(label)
        return self

    def set_xlabel(self, label, **_):
        """What is written at the horizontal axis."""
        self.says['xlabel'] = str(label)
        return self

    def set_ylabel(self, label, **_):
        """What is written at the vertical axis."""
        self.says['ylabel'] = str(label)
        return self

    def set_xlim(self, left, right=None):
        """The numbers at the ends of the horizontal axis, in the unit that it shows."""
        return self._limits('xlim', left, right)

    def set_ylim(self, bottom, top=None):
        """The numbers at the ends of the vertical axis, in the unit that it shows."""
        return self._limits('ylim', bottom, top)

    def _limits(self, name, low, high):
        low, high = low if high is None else (low, high)
        self.says[name] = [float(low), float(high)]
        return self

    def set_xscale(self, value):
        """'linear' or 'log'."""
        self.says['xscale'] = value
        return self

    def set_yscale(self, value):
        """'linear' or 'log'."""
        self.says['yscale'] = value
        return self

    def set_aspect(self, aspect):
        """'equal' makes a unit as long in both directions; 'auto' does not."""
        self.says['equal'] = aspect in ('equal', 1)
        return self

    def set(self, **properties):
        """Several at once: ``set(title='…', xlim=(0, 100))``."""
        for name, value in properties.items():
            getattr(self, 'set_' + name)(value)
        return self

    def legend(self, labels=None, loc='best', frameon=True):
        """Shows the names of what is plotted."""
        self.says.update(legend=True, legend_labels=None if labels is None else [str(label) for label in labels], legend_loc=loc, legend_frame=bool(frameon))
        return self

    def plot(self, x, y, color=None, linewidth=None, linestyle='-', marker=None, alpha=1, label=None):
        """A line through points, in the units of what is plotted already: seconds and SI units, where an axis shows a time or a voltage."""
        return self.add('line', x=np.asarray(x, dtype=float), y=np.asarray(y, dtype=float), color=color, linewidth=linewidth, linestyle=linestyle, marker=marker, alpha=alpha, label=label)

    def add(self, plot, **arguments):
        """Notes a plot; arrays are kept as they are now."""
        self.plots.append((plot, {name: np.array(value) if isinstance(value, np.ndarray) else value for name, value in arguments.items() if value is not None}))
        return self

    def savefig(self, path, **options):
        """Draws the whole figure into a file: .svg, .png or .html."""
        self.figure.savefig(path, **options)

    def _repr_svg_(self):
        return self.figure._repr_svg_()

    def _repr_html_(self):
        return self.figure._repr_html_()


class Figure:
    """A page with axes in a grid."""

    def __init__(self, figsize=None, theme=None):
        self.size = SIZE if figsize is None else tuple(POINTS_PER_INCH*inches for inches in figsize)
        self.theme = theme
        self.title = None
        self.axes = []
        self.current, self.current_grid = None, None
        #: Whether the page grows with its axes.
        self.grows = figsize is None

    def add_subplot(self, rows, columns, index, sharex=None):
        """The axes at a place of a grid, counted from 1, row by row; those that are there, or new ones."""
        if not 1 <= index <= rows*columns:
            raise ValueError(f'There is no place {index} in a grid of {rows} by {columns}.')
        row, column = divmod(index - 1, columns)
        for one in self.axes:
            if (one.says['row'], one.says['column']) == (row, column):
                return one
        self.axes.append(Axes(self, row, column, sharex))
        if self.grows:
            self.size = (SIZE[0]*(1 if columns == 1 else 1.6), SIZE[1]*max(1, 0.6*rows))
        return self.axes[-1]

    def suptitle(self, title, **_):
        """What is written at the top."""
        self.title = str(title)

    def tight_layout(self, **_):
        """Nothing overlaps or is cut off anyway."""

    def savefig(self, path, dpi=200, **_):
        """Draws into a file: .svg, .png or .html."""
        with tempfile.TemporaryDirectory() as folder:
            self._draw(folder, [os.path.abspath(os.fspath(path))], dpi)

    def _draw(self, folder, files, dpi=200):
        if not any(axes.plots for axes in self.axes):
            raise NeuroglotError('There is nothing on the figure.')
        arrays, axes = {}, []
        for one in self.axes:
            plots = []
            for plot, arguments in one.plots:
                written = {'plot': plot}
                for name, value in arguments.items():
                    if isinstance(value, np.ndarray):
                        written[name] = f'a{len(arrays)}'
                        arrays[written[name]] = np.ravel(value).astype('<f8')
                    else:
                        written[name] = value
                plots.append(written)
            axes.append({**one.says, 'plots': plots})
        np.savez(os.path.join(folder, 'arrays.npz'), **arrays)
        description = os.path.join(folder, 'plot.figure.json')
        with open(description, 'w', encoding='utf-8') as file:
            json.dump({'figure': {'width': self.size[0], 'height': self.size[1], 'theme': self.theme, 'title': self.title}, 'arrays': 'arrays.npz', 'axes': axes}, file)
        done = subprocess.run([find(), 'plot', description, '--dpi', str(int(dpi)), '--out', *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            raise NeuroglotError(done.stderr.decode('utf-8', 'replace').strip())

    def _text(self, ending):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'figure' + ending)
            self._draw(folder, [path])
            with open(path, encoding='utf-8') as file:
                return file.read()

    def _repr_svg_(self):
        return self._text('.svg')

    def _repr_html_(self):
        # A page of its own within that of a notebook, so that neither disturbs the other.
        page = self._text('.html').replace('&', '&amp;').replace('"', '&quot;')
        return f'<iframe srcdoc="{page}" style="border: none; width: 100%; height: {int(1.5*self.size[1]) + 60}px"></iframe>'


def figure(figsize=None, theme=None):
    """A new page, onto which the next plot goes."""
    _figures.append(Figure(figsize, theme))
    return _figures[-1]


def subplot(rows, columns=None, index=None, sharex=None):
    """Axes at a place of a grid on the current page, onto which the next plot goes: ``subplot(2, 1, 2)`` or ``subplot(212)``."""
    if columns is None:
        rows, columns, index = (int(digit) for digit in str(rows))
    page = _figures[-1] if _figures and (not _figures[-1].axes or _figures[-1].current_grid == (rows, columns)) and index != 1 else figure()
    page.current_grid = (rows, columns)
    page.current = page.add_subplot(rows, columns, index, sharex)
    return page.current


def subplots(nrows=1, ncols=1, sharex=False, figsize=None, theme=None):
    """A new page with a grid of axes; the page and the axes, as matplotlib returns them."""
    page = figure(figsize, theme)
    grid = np.empty((nrows, ncols), dtype=object)
    for row in range(nrows):
        for column in range(ncols):
            grid[row, column] = page.add_subplot(nrows, ncols, row*ncols + column + 1, grid[0, column] if sharex and row > 0 else None)
    if nrows == ncols == 1:
        return page, grid[0, 0]
    return page, grid.ravel() if 1 in (nrows, ncols) else grid


def target(axes):
    """The axes to plot into: those that are given, those that ``subplot`` or ``figure`` has just made, or new ones on a page of their own."""
    if axes is not None:
        if not isinstance(axes, Axes):
            raise TypeError(f"'axes' must be axes of neuroglot.plotting, not {type(axes).__name__}; make them with its subplot or subplots.")
        return axes
    mirrored = _mirrored()
    if mirrored is not None:
        return mirrored
    page = _figures[-1] if _figures else None
    chosen = None if page is None else page.current
    if chosen is not None and not chosen.plots:
        return chosen
    if page is None or page.axes:
        page = figure()
    page.current_grid, page.current = (1, 1), page.add_subplot(1, 1, 1)
    return page.current


# Scripts for brian2tools choose a place by matplotlib's own subplot; the same place is taken here, once.
def _mirrored():
    pyplot = sys.modules.get('matplotlib.pyplot')
    if pyplot is None or not pyplot.get_fignums() or not pyplot.gcf().axes:
        return None
    place = pyplot.gca()
    spec = place.get_subplotspec()
    if spec is None or place.has_data() or place in _taken:
        return None
    rows, columns, first, _ = spec.get_geometry()
    page = _mirrors.get(place.figure)
    if page is None:
        page = _mirrors[place.figure] = figure()
    _taken.add(place)
    return page.add_subplot(rows, columns, first + 1)


def gcf():
    """The current page."""
    return _figures[-1] if _figures else figure()


def tight_layout(**_):
    """Nothing overlaps or is cut off anyway."""


def savefig(path, **options):
    """Draws the current page into a file: .svg, .png or .html."""
    gcf().savefig(path, **options)


def close(which='all'):
    """Forgets the pages so far, or one of them."""
    if which == 'all':
        _figures.clear()
    elif which in _figures:
        _figures.remove(which)


def show(*_, **__):
    """Draws the pages that have been made since the last call into files, ``figure-1.svg`` and so on, and says where."""
    for page in _figures:
        if any(axes.plots for axes in page.axes):
            number = 1
            while os.path.exists(f'figure-{number}.svg'):
                number += 1
            page.savefig(f'figure-{number}.svg')
            print(f'wrote figure-{number}.svg')
    close()
