"""Reads functions of a script that equations call, and says in Brian's own expressions what they compute."""

import ast
import inspect
import numbers
import textwrap

import numpy as np
from brian2.core.functions import Function
from brian2.units.fundamentalunits import Quantity, get_dimensions

from neuroglot.values import dimension, expression

#: Functions that mean the same in expressions, by their names in NumPy and in Python.
SAME = {name: name for name in ('exp', 'expm1', 'log', 'log10', 'log1p', 'sqrt', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'arcsin', 'arccos', 'arctan', 'clip', 'floor', 'ceil',
                                'sign', 'abs', 'exprel', 'int')}
SAME.update(absolute='abs', fabs='abs', asin='arcsin', acos='arccos', atan='arctan')

SIGNS = {ast.Add: '+', ast.Sub: '-', ast.Mult: '*', ast.Div: '/', ast.FloorDiv: '//', ast.Mod: '%', ast.Pow: '**',
         ast.Lt: '<', ast.LtE: '<=', ast.Gt: '>', ast.GtE: '>=', ast.Eq: '==', ast.NotEq: '!='}

LIBRARIES = ('numpy', 'math', 'brian2.numpy_')

#: An expression may grow by what is put into it, but not without end.
LONGEST = 4000


class Unreadable(Exception):
    """A function does something that has no form as an expression."""


def written(function):
    """A function of Brian as the exchange file has it."""
    original = getattr(function.pyfunc, '_orig_func', function.pyfunc)
    if 'numpy' in function.implementations:
        code = getattr(function.implementations['numpy'].get_code(None), '__code__', None)
        if code is None or code.co_name not in (original.__code__.co_name, 'wrapper_function'):
            raise Unreadable('has an implementation of its own for NumPy')
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(original))).body[0]
    except (OSError, TypeError, SyntaxError):
        raise Unreadable('has no source that could be read') from None
    if not isinstance(tree, ast.FunctionDef):
        raise Unreadable('is no function with a name')
    arguments = tree.args
    if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults:
        raise Unreadable('has arguments that need not be given')
    names = [one.arg for one in arguments.args]
    content = {'type': 'Function', 'parameters': names, 'arguments': [_unit(one) for one in function._arg_units], 'body': _Body(original, names).of(tree.body)}
    result = _unit(None if callable(function._return_unit) else function._return_unit)
    return content if result is None else {**content, 'result': result}


def _unit(unit):
    # What Brian checks by a function, or not at all, stays open.
    return None if unit is None or isinstance(unit, (bool, str)) else dimension(get_dimensions(unit))


class _Body:
    def __init__(self, function, names):
        seen = inspect.getclosurevars(function)
        self.outside = {**seen.globals, **seen.nonlocals}
        self.known = {name: name for name in names}

    def of(self, statements):
        for one in statements:
            if isinstance(one, ast.Return) and one.value is not None:
                return self.text(one.value)
            if isinstance(one, ast.Assign) and len(one.targets) == 1 and isinstance(one.targets[0], ast.Name):
                self.known[one.targets[0].id] = f'({self.text(one.value)})'
            elif not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)):
                raise Unreadable('consists of more than assignments and a result')
        raise Unreadable('has no result')

    def text(self, node):
        text = self._text(node)
        if len(text) > LONGEST:
            raise Unreadable('is too long')
        return text

    def _text(self, node):
        if isinstance(node, ast.Constant) and isinstance(node.value, (bool, int, float)):
            return repr(node.value)
        if isinstance(node, ast.Name):
            return self.known[node.id] if node.id in self.known else self._constant(node.id)
        if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
            return f'({self.text(node.left)} {SIGNS[type(node.op)]} {self.text(node.right)})'
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            return f"({'-' if isinstance(node.op, ast.USub) else ''}{self.text(node.operand)})"
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SIGNS:
            # A comparison counts as 0 or 1, which expressions have to be told.
            return f'int({self.text(node.left)} {SIGNS[type(node.ops[0])]} {self.text(node.comparators[0])})'
        if isinstance(node, ast.Call) and not node.keywords:
            return self._call(node)
        raise Unreadable(f"has '{ast.unparse(node)}'")

    def _call(self, node):
        name = node.func.attr if isinstance(node.func, ast.Attribute) and self._is_library(node.func.value) else self._of_library(node.func)
        given = [self.text(one) for one in node.args]
        if name in SAME:
            return f"{SAME[name]}({', '.join(given)})"
        if name in ('maximum', 'max') and len(given) == 2:
            return f'clip({given[0]}, {given[1]}, inf)'
        if name in ('minimum', 'min') and len(given) == 2:
            return f'clip({given[0]}, -inf, {given[1]})'
        raise Unreadable(f"calls '{ast.unparse(node.func)}'")

    def _is_library(self, node):
        return isinstance(node, ast.Name) and getattr(self.outside.get(node.id), '__name__', None) in LIBRARIES

    # A function of the script's own may have the name of another.
    def _of_library(self, node):
        called = self.outside.get(getattr(node, 'id', None))
        foreign = called is None or isinstance(called, (np.ufunc, Function)) or (getattr(called, '__module__', None) or '').split('.')[0] in ('numpy', 'math', 'brian2', 'builtins')
        return getattr(node, 'id', None) if foreign else None

    def _constant(self, name):
        value = self.outside.get(name)
        if isinstance(value, Quantity) and value.size == 1 or isinstance(value, (numbers.Real, np.ndarray)) and np.ndim(value) == 0 and value is not None:
            return f'({expression(value)})'
        raise Unreadable(f"uses '{name}'")
