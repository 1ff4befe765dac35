"""Finds the values of the names that equations and code of Brian's objects use."""

import re

import numpy as np
from brian2.core.functions import Function
from brian2.core.namespace import DEFAULT_CONSTANTS, DEFAULT_FUNCTIONS, DEFAULT_UNITS
from brian2.core.variables import Constant
from brian2.input.binomial import BinomialFunction
from brian2.input.timedarray import TimedArray
from brian2.utils.stringtools import get_identifiers

from neuroglot.errors import NeuroglotError
from neuroglot.functions import Unreadable, written
from neuroglot.values import dimension, numbers, quantity

#: What code in strings assigns to.
ASSIGNED = re.compile(r'^\s*([A-Za-z_]\w*)\s*(?:\*\*|//|[-+*/%])?=(?!=)', re.MULTILINE)


def lines(code):
    """Code without comments, indentation and empty lines."""
    stripped = (re.sub(r'#.*', '', line).strip() for line in re.split(r'[\n;]', code))
    return '\n'.join(line for line in stripped if line)


def used(*codes):
    """Names that expressions or code use and do not assign to themselves."""
    names = set()
    for code in codes:
        if code:
            code = lines(code)
            names |= get_identifiers(code) - set(ASSIGNED.findall(code))
    return names


def namespace(group, names, run_namespace):
    """Values of those of ``names`` that a group takes from outside, as the exchange file has them.

    Names that nobody knows are Brian's own error, with the name of the group.
    """
    found = {}
    for name in sorted(names):
        if name in group.variables or name in DEFAULT_UNITS or name in DEFAULT_CONSTANTS or re.fullmatch(r'xi(_\w+)?', name):
            continue
        if name in DEFAULT_FUNCTIONS and not isinstance(DEFAULT_FUNCTIONS[name], TimedArray):
            continue
        try:
            resolved = group._resolve(name, run_namespace, user_identifier=True)
        except KeyError as problem:
            raise KeyError(f"{problem.args[0]} It is used by '{group.name}'.") from None
        found[name] = value(name, resolved, group)
    return found


def value(name, resolved, group):
    """What a name means, as the exchange file has it."""
    if isinstance(resolved, TimedArray):
        array = {'type': 'TimedArray', 'values': numbers(resolved.values), 'step': float(resolved.dt), 'dimension': dimension(resolved.dim)}
        if np.ndim(resolved.values) == 2:
            array['columns'] = int(np.shape(resolved.values)[1])
        return array
    if isinstance(resolved, Constant):
        return quantity(resolved.get_value(), resolved.dim)
    if isinstance(resolved, BinomialFunction):
        return _binomial(resolved)
    if isinstance(resolved, Function):
        try:
            return written(resolved)
        except Unreadable as problem:
            raise NeuroglotError(f"'{group.name}' uses the function '{name}', which {problem}. A function can be assignments and a result, which call the functions of Brian; "
                                 "or write what it computes into the equations, or give its values as a TimedArray.") from None
    raise NeuroglotError(f"'{group.name}' uses '{name}', which is a {type(resolved).__name__} and no number.")


def _binomial(function):
    # Brian keeps what it was made of in its implementation only: trials and probability, or mean and deviation of the normal distribution that it takes instead.
    draw = function.implementations['numpy'].get_code(None)
    held = {name: cell.cell_contents for name, cell in zip(draw.__code__.co_freevars, draw.__closure__)}
    if 'n' in held:
        return {'type': 'Binomial', 'trials': int(held['n']), 'probability': float(held['p']), 'approximate': False}
    return {'type': 'Function', 'parameters': [], 'body': f"{float(held['loc'])!r} + {float(held['scale'])!r}*randn()"}
