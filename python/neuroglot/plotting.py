"""The plots of brian2tools, drawn by the ``neuroglot`` command: the same functions with the same arguments, and no matplotlib.

Each function plots into ``axes``, into the axes that ``subplot`` has just made, or onto a page of its own, and returns the axes. What is plotted is not changed.
"""

from collections.abc import Sequence

import numpy as np
from brian2.core.variables import VariableView
from brian2.monitors.ratemonitor import PopulationRateMonitor
from brian2.monitors.spikemonitor import EventMonitor
from brian2.monitors.statemonitor import StateMonitor, StateMonitorView
from brian2.spatialneuron.morphology import Morphology, Soma
from brian2.synapses.synapses import Synapses, SynapticPathway
from brian2.units import Hz, ms
from brian2.units.fundamentalunits import Quantity, have_same_dimensions

from neuroglot.figures import close, figure, gcf, savefig, show, subplot, subplots, target, tight_layout

__all__ = [
    'brian_plot', 'plot_raster', 'plot_state', 'plot_rate', 'plot_synapses', 'add_background_pattern', 'plot_morphology', 'plot_dendrogram',
    'figure', 'subplot', 'subplots', 'tight_layout', 'savefig', 'show', 'close', 'gcf',
]

#: Indices closer than this are shown as an image, and fewer synapses than this as points.
IMAGE_RANGE, SCATTER_COUNT = 1000, 10000

_SHORT = {'c': 'color', 'lw': 'linewidth', 'ls': 'linestyle', 'ms': 'markersize'}
_LINE = ('color', 'linewidth', 'linestyle', 'alpha', 'label')
_POINTS = ('color', 'marker', 'markersize', 'alpha', 'label')
_SYNAPSES = ('color', 'marker', 'markersize', 'cmap', 'gridsize')


def brian_plot(brian_obj, axes=None, **kwds):
    """Plots what suits an object: a monitor, synapses, or a variable of synapses.

    Returns the axes; a list of them for a monitor of several variables.
    """
    if isinstance(brian_obj, EventMonitor):
        return plot_raster(brian_obj.i, brian_obj.t, axes=axes, **kwds)
    if isinstance(brian_obj, StateMonitor):
        return _plot_states(brian_obj.t, {name: getattr(brian_obj, name).T for name in brian_obj.record_variables}, axes, kwds)
    if isinstance(brian_obj, StateMonitorView):
        return _plot_states(brian_obj.t, {name: getattr(brian_obj, name).T for name in brian_obj.monitor.record_variables}, axes, kwds)
    if isinstance(brian_obj, PopulationRateMonitor):
        rate = brian_obj.smooth_rate(width=1*ms)
        kwds.setdefault('rate_unit', rate.get_best_unit())
        return plot_rate(brian_obj.t, rate, axes=axes, **kwds)
    if isinstance(brian_obj, Morphology):
        return plot_dendrogram(brian_obj, axes=axes, **kwds)
    if isinstance(brian_obj, Synapses):
        return plot_synapses(brian_obj.i, brian_obj.j, axes=axes, **{'plot_type': _suitable(brian_obj), **kwds})
    if isinstance(brian_obj, VariableView) and isinstance(brian_obj.group, (Synapses, SynapticPathway)):
        synapses = brian_obj.group.synapses if isinstance(brian_obj.group, SynapticPathway) else brian_obj.group
        return plot_synapses(synapses.i, synapses.j, brian_obj, axes=axes, **{'plot_type': _suitable(synapses), **kwds})
    raise NotImplementedError(f'Do not know how to plot object of type {type(brian_obj)}')


def plot_raster(spike_indices, spike_times, time_unit=ms, axes=None, **kwds):
    """A point for each spike, time to the right, neurons upwards."""
    return target(axes).add('raster', spike_indices=_plain(spike_indices), spike_times=_plain(spike_times), time_unit=_unit(time_unit), **_options(kwds, _POINTS))


def plot_state(times, values, time_unit=ms, var_unit=None, var_name=None, axes=None, **kwds):
    """A variable over time; ``values`` has as many entries as ``times``, or as many rows, with a column for each neuron."""
    if var_unit is None and isinstance(values, Quantity) and not values.is_dimensionless:
        var_unit = values.get_best_unit()
    options = _options(kwds, _LINE)
    table = _plain(values)
    label = options.pop('label', None)
    labels = None if label is None else [str(one) for one in label] if isinstance(label, Sequence) and not isinstance(label, str) else [str(label)]*(1 if table.ndim < 2 else table.shape[1])
    return target(axes).add('state', times=_plain(times), values=table, time_unit=_unit(time_unit), var_unit=_unit(var_unit), var_name=var_name, labels=labels, **options)


def plot_rate(times, rate, time_unit=ms, rate_unit=Hz, axes=None, **kwds):
    """The rate of a population over time, as it is."""
    return target(axes).add('rate', times=_plain(times), rate=_plain(rate), time_unit=_unit(time_unit), rate_unit=_unit(rate_unit), **_options(kwds, _LINE))


def plot_synapses(sources, targets, values=None, var_unit=None, var_name=None, plot_type='scatter', axes=None, **kwds):
    """Connections, or values of them, as 'scatter', 'image' or 'hexbin'; where a pair has several synapses, their number is shown as a colour."""
    sources, targets = _plain(sources), _plain(targets)
    if len(sources) != len(targets):
        raise TypeError("Length of 'sources' and 'targets' does not match.")
    if plot_type not in ('scatter', 'image', 'hexbin'):
        raise ValueError("Only plots of type 'scatter', 'image' and 'hexbin' are supported.")
    if values is not None:
        # A variable of synapses knows its name and unit, values that were taken from it know their unit.
        var_name = var_name or getattr(values, 'name', None)
        quantities = values[:] if isinstance(values, VariableView) else values
        if var_unit is None and isinstance(quantities, Quantity) and not quantities.is_dimensionless:
            var_unit = quantities.get_best_unit()
        if len(quantities) != len(sources):
            raise TypeError("Length of 'values' does not match the number of synapses.")
        values = _plain(quantities)
    return target(axes).add('synapses', sources=sources, targets=targets, values=values, var_unit=_unit(var_unit), var_name=var_name, plot_type=plot_type, **_options(kwds, _SYNAPSES))


def add_background_pattern(axes, hatch='xxx', fill=True, fc=(0.9, 0.9, 0.9), ec=(0.8, 0.8, 0.8), zorder=-10):
    """Lines behind everything, so that a mark with the colour of the background can be told from none."""
    return axes.add('background', hatch=hatch, fill=bool(fill), fc=_color(fc), ec=_color(ec), zorder=float(zorder))


def plot_dendrogram(morphology, axes=None, **kwds):
    """How a neuron branches: upwards the way from its root, side by side what branches off."""
    return target(axes).add('dendrogram', **_shape(morphology), **_options(kwds, ('color', 'linewidth')))


def plot_morphology(morphology, plot_3d=None, show_compartments=False, show_diameter=False, colors=('darkblue', 'darkred'), values=None, value_norm=(None, None), value_colormap='hot',
                    value_colorbar=True, value_unit=None, axes=None):
    """The shape of a neuron, in the plane or, where it is not flat, in space; ``values`` of the compartments become colours."""
    name = getattr(values, 'name', None)
    if isinstance(value_colorbar, dict):
        # Of the options of matplotlib's colour bar the label has a meaning here.
        if unknown := set(value_colorbar) - {'label'}:
            raise TypeError(f"'{min(unknown)}' is no option of the colour bar; there is label.")
        name, value_colorbar = value_colorbar.get('label', name), True
    if isinstance(values, VariableView):
        values = values[:]
    if isinstance(values, Quantity) and not values.is_dimensionless and value_unit is None:
        value_unit = values.get_best_unit()
    low, high, norm = _norm(value_norm, values)
    return target(axes).add(
        'morphology', **_shape(morphology), plot_3d=plot_3d, show_compartments=bool(show_compartments), show_diameter=bool(show_diameter),
        colors=None if tuple(colors) == ('darkblue', 'darkred') else [_color(color) for color in colors], values=None if values is None else _plain(values),
        value_low=None if low is None else float(low), value_high=None if high is None else float(high), value_colormap=value_colormap, value_colorbar=bool(value_colorbar),
        value_unit=_unit(value_unit), value_name=name, **norm)


# A pair of limits, or a function such as those of matplotlib.colors that gives places from 0 to 1: these are told value by value, and in steps for the colour bar.
def _norm(value_norm, values):
    if not callable(value_norm):
        low, high = value_norm
        return low, high, {}
    if values is None:
        return None, None, {}
    numbers = _plain(values)
    finite = numbers[np.isfinite(numbers)]
    if finite.size == 0:
        return None, None, {}
    value_norm(numbers)
    low, high = (getattr(value_norm, name, None) for name in ('vmin', 'vmax'))
    low, high = finite.min() if low is None else low, finite.max() if high is None else high
    points = np.unique(np.concatenate([finite, np.linspace(low, high, 257)]))
    places = np.ma.filled(np.ma.asarray(value_norm(points), dtype=float), np.nan)
    if len(points) < 2:
        return low, high, {}
    return low, high, {'norm_values': points, 'norm_places': places}


# The sections of a neuron, each before what grows from it, and their compartments.
def _shape(morphology):
    sections, waiting = [], [(-1, morphology)]
    while waiting:
        parent, section = waiting.pop()
        waiting.extend((len(sections), child) for child in reversed(list(section.children)))
        sections.append((parent, section))
    counts = [section.n for _, section in sections]
    arrays = {
        'parents': [parent for parent, _ in sections], 'counts': counts, 'spheres': [isinstance(section, Soma) for _, section in sections],
    }
    for name in ('start_diameter', 'end_diameter', 'length'):
        arrays[name] = np.concatenate([_plain(section.diameter if isinstance(section, Soma) else getattr(section, name)) for _, section in sections])
    places = {}
    for end in ('start', 'end'):
        for axis in 'xyz':
            values = [getattr(section, axis if isinstance(section, Soma) else f'{end}_{axis}') for _, section in sections]
            places[f'{end}_{axis}'] = None if any(value is None for value in values) else np.concatenate([np.atleast_1d(_plain(value)) for value in values])
    if all(values is not None and np.isfinite(values).all() for values in places.values()):
        arrays.update(places)
    return {name: np.asarray(values, dtype=float) for name, values in arrays.items()}


def _plot_states(times, values, axes, kwds):
    names, units = kwds.pop('var_name', None), kwds.pop('var_unit', None)
    if len(values) == 1:
        targets = [axes]
    elif axes is None:
        targets = subplots(len(values), 1, sharex=True)[1]
    else:
        targets = list(np.ravel(np.asarray(axes, dtype=object)))
        if len(targets) != len(values):
            raise TypeError(f"If multiple variables are recorded, 'axes' must be an array-like of Axes with length {len(values)} (got {len(targets)}).")
    drawn = [
        plot_state(times, table, var_name=(names.get(name, name) if isinstance(names, dict) else names) or name, var_unit=units.get(name) if isinstance(units, dict) else units, axes=one, **kwds)
        for one, (name, table) in zip(targets, values.items())
    ]
    return drawn[0] if len(drawn) == 1 else drawn


def _suitable(synapses):
    if len(synapses) == 0:
        raise TypeError('Synapses object does not have any synapses.')
    ranges = [int(np.ptp(_plain(ends))) for ends in (synapses.i, synapses.j)]
    return 'image' if max(ranges) < IMAGE_RANGE else 'scatter' if len(synapses) < SCATTER_COUNT else 'hexbin'


# Numbers in SI units.
def _plain(values):
    return np.asarray(values[:] if isinstance(values, VariableView) else values, dtype=float)


def _unit(unit):
    return None if unit is None else {'symbol': '' if have_same_dimensions(unit, 1) else str(unit), 'factor': float(unit)}


def _color(color):
    if color is None or isinstance(color, str):
        return color
    return '#' + ''.join(f'{round(255*part):02x}' for part in color)


def _options(given, known):
    options = {_SHORT.get(name, name): value for name, value in given.items()}
    for name in options:
        if name not in known:
            raise TypeError(f"'{name}' is no option of this plot; there are {', '.join(known)}.")
    if 'color' in options:
        options['color'] = _color(options['color'])
    return {name: value.item() if isinstance(value, np.generic) else value for name, value in options.items()}
