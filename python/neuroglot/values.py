"""Writes Brian's values as the exchange file has them."""

import itertools
import json
import math
import os

import numpy as np
from brian2.units.fundamentalunits import DIMENSIONLESS, get_dimensions
from brian2.units import amp, coulomb, farad, hertz, joule, meter, ohm, second, siemens, volt, watt

#: Exponents of a dimension of Brian are those of these units.
BASE = ('meter', 'kilogram', 'second', 'amp', 'kelvin', 'mole', 'candle')

NAMED = {unit.dim: name for unit, name in (
    (volt, 'volt'), (amp, 'amp'), (siemens, 'siemens'), (ohm, 'ohm'), (farad, 'farad'), (second, 'second'), (hertz, 'Hz'),
    (coulomb, 'coulomb'), (joule, 'joule'), (watt, 'watt'), (meter, 'meter'), (siemens/meter**2, 'siemens/meter**2'),
    (farad/meter**2, 'farad/meter**2'), (amp/meter**2, 'amp/meter**2'))}

#: Names of units of ``HANDY`` in Brian's list of all units.
NAMES = {'ms': 'msecond', 'us': 'usecond', 'mV': 'mvolt', 'uV': 'uvolt', 'nA': 'namp', 'pA': 'pamp', 'uA': 'uamp',
         'nS': 'nsiemens', 'uS': 'usiemens', 'mS': 'msiemens', 'Hz': 'hertz', 'kHz': 'khertz'}

#: Lists of more numbers than this do not stand in the exchange file itself.
MANY = 1000

#: Units in which people write quantities, the usual one first.
HANDY = {'second': ('ms', 'second', 'us'), 'volt': ('mV', 'volt', 'uV'), 'amp': ('nA', 'pA', 'amp', 'uA'), 'siemens': ('nS', 'siemens', 'uS', 'mS'), 'Hz': ('Hz', 'kHz')}


def dimension(dim):
    """The SI unit of a dimension as text: ``volt``, ``siemens/meter**2``; ``1`` for a pure number."""
    if dim is DIMENSIONLESS:
        return '1'
    if dim in NAMED:
        return NAMED[dim]
    factors = []
    for name, power in zip(BASE, dim._dims):
        if power:
            whole = int(power) if power == int(power) else power
            factors.append(name if whole == 1 else f'{name}**{whole}')
    return '*'.join(factors)


def number(value):
    """A number as JSON can have it."""
    value = float(value)
    if math.isfinite(value):
        return value
    return 'NaN' if math.isnan(value) else 'Infinity' if value > 0 else '-Infinity'


def numbers(values):
    """Numbers as JSON can have them; many stay an array, which goes into a file of its own."""
    values = np.asarray(values, dtype='<f8').ravel()
    if len(values) > MANY:
        return values
    return values.tolist() if np.isfinite(values).all() else [number(value) for value in values]


def indices(values):
    """Whole numbers as JSON can have them; many stay an array, which goes into a file of its own."""
    values = np.asarray(values, dtype='<i4').ravel()
    return values if len(values) > MANY else values.tolist()


def write(content, path):
    """Writes an exchange file, and beside it a file for each array in it."""
    def beside(array):
        name = f'{os.path.basename(path)}.{next(count)}.npy'
        np.save(os.path.join(os.path.dirname(path), name), array)
        return {'file': name}

    count = itertools.count()
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(content, file, default=beside)


def quantity(value, dim):
    """One value in SI units."""
    return number(value) if dim is DIMENSIONLESS else {'value': number(value), 'dimension': dimension(dim)}


def quantities(values, dim):
    """A value in SI units for each neuron or synapse; one, where they are all the same."""
    values = np.asarray(values, dtype=np.float64).ravel()
    if len(values) and (values == values[0]).all():
        return quantity(values[0], dim)
    written = {'values': numbers(values)}
    if dim is not DIMENSIONLESS:
        written['dimension'] = dimension(dim)
    return written


def expression(value):
    """A quantity as an expression of the same value to the bit: ``5*ms``."""
    from brian2.units import allunits
    dim, plain = get_dimensions(value), float(np.asarray(value))
    if dim is DIMENSIONLESS:
        return repr(plain)
    unit = dimension(dim)
    for handy in HANDY.get(unit, ()):
        factor = float(np.asarray(getattr(allunits, NAMES.get(handy, handy))))
        short = float(f'{plain / factor:.12g}')
        if short * factor == plain:
            return f'{short:.12g}*{handy}'
    return f'{plain!r}*{unit}'
