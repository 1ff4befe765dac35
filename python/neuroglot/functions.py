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

#: How conditions are joined: by NumPy's functions, and by signs between arrays of truth values.
JOINED = {'logical_and': 'and', 'logical_or': 'or', ast.BitAnd: 'and', ast.BitOr: 'or', ast.And: 'and', ast.Or: 'or'}

LIBRARIES = ('numpy', 'math', 'brian2.numpy_')

#: An expression may grow by what is put into it, but not without end.
LONGEST = 4000

#: A loop is written out, turn by turn; more turns than this are refused.
MOST_TURNS = 1000


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
        #: Names of values that the function has made itself: to change another in place would change it for the caller, too.
        self.made = set()
        #: Names that stand for conditions, as these are.
        self.conditions = {}
        #: Whole numbers that loops count.
        self.counted = {}

    def of(self, statements):
        for one in statements:
            if isinstance(one, ast.Return) and one.value is not None:
                return self.text(one.value)
            self._do(one)
        raise Unreadable('has no result')

    def _do(self, one):
        if isinstance(one, ast.Assign) and len(one.targets) == 1 and isinstance(one.targets[0], ast.Name):
            condition = self._condition(one.value)
            self._set(one.targets[0].id, f'({self.text(one.value)})', makes=not isinstance(one.value, ast.Name))
            if condition is not None:
                self.conditions[one.targets[0].id] = condition
        elif isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name) and type(one.op) in SIGNS:
            name = one.target.id
            if name not in self.made:
                raise Unreadable(f"changes '{name}', which it was given")
            self._set(name, f'({self.text(ast.BinOp(ast.Name(name), one.op, one.value))})', makes=True)
        elif isinstance(one, ast.For) and isinstance(one.target, ast.Name) and not one.orelse:
            for turn in self._turns(one.iter):
                self._set(one.target.id, f'({expression(turn)})', makes=False)
                if isinstance(turn, int):
                    self.counted[one.target.id] = turn
                for inner in one.body:
                    self._do(inner)
        elif not isinstance(one, ast.Pass) and not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)):
            raise Unreadable('consists of more than assignments, loops over known numbers, and a result')

    def _set(self, name, text, makes):
        self.known[name] = text
        self.counted.pop(name, None)
        self.conditions.pop(name, None)
        (self.made.add if makes else self.made.discard)(name)

    # The values that a loop goes through.
    def _turns(self, node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'range' and 'range' not in self.outside and not node.keywords:
            turns = range(*(self._whole(one) for one in node.args))
        else:
            turns = self.outside.get(node.id) if isinstance(node, ast.Name) and node.id not in self.known else None
            if not isinstance(turns, (list, tuple, np.ndarray)) or np.ndim(turns) != 1:
                raise Unreadable(f"has a loop over '{ast.unparse(node)}'")
        if len(turns) > MOST_TURNS:
            raise Unreadable(f'has a loop of {len(turns)} turns')
        return turns

    # A whole number that is known beforehand: the bound of a loop, or an index.
    def _whole(self, node):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return node.value
        if isinstance(node, ast.Name) and node.id in self.counted:
            return self.counted[node.id]
        if isinstance(node, ast.Name) and node.id not in self.known and isinstance(self.outside.get(node.id), numbers.Integral):
            return int(self.outside[node.id])
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -self._whole(node.operand)
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)):
            left, right = self._whole(node.left), self._whole(node.right)
            return left + right if isinstance(node.op, ast.Add) else left - right if isinstance(node.op, ast.Sub) else left*right
        raise Unreadable(f"has '{ast.unparse(node)}' where a known whole number belongs")

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
        if isinstance(node, ast.IfExp):
            return self._choice(node.test, node.body, node.orelse)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id not in self.known:
            values, place = self.outside.get(node.value.id), self._whole(node.slice.value if type(node.slice).__name__ == 'Index' else node.slice)
            if isinstance(values, (list, tuple, np.ndarray)) and np.ndim(values) == 1 and -len(values) <= place < len(values):
                return f'({expression(values[place])})'
        if isinstance(node, ast.Call) and not node.keywords:
            return self._call(node)
        condition = self._condition(node)
        if condition is not None:
            # A condition counts as 0 or 1, which expressions have to be told.
            return f'int({condition})'
        raise Unreadable(f"has '{ast.unparse(node)}'")

    def _choice(self, test, yes, no):
        return f'({self.text(yes)} if {self._truth(test)} else {self.text(no)})'

    # Any value as a condition, as NumPy takes it for one.
    def _truth(self, node):
        condition = self._condition(node)
        return f'({self.text(node)} != 0)' if condition is None else condition

    # A condition in the words of expressions; None for what is none.
    def _condition(self, node):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SIGNS:
            return f'({self.text(node.left)} {SIGNS[type(node.ops[0])]} {self.text(node.comparators[0])})'
        if isinstance(node, ast.Name):
            return self.conditions.get(node.id)
        if isinstance(node, ast.Call) and not node.keywords:
            name = self._name(node)
            if name == 'logical_not' and len(node.args) == 1:
                return f'(not {self._truth(node.args[0])})'
            return f'({self._truth(node.args[0])} {JOINED[name]} {self._truth(node.args[1])})' if name in ('logical_and', 'logical_or') and len(node.args) == 2 else None
        if isinstance(node, (ast.BinOp, ast.BoolOp)) and type(node.op) in JOINED:
            parts = [self._condition(one) for one in (node.values if isinstance(node, ast.BoolOp) else (node.left, node.right))]
            return None if None in parts else '(' + f' {JOINED[type(node.op)]} '.join(parts) + ')'
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Invert, ast.Not)):
            inner = self._condition(node.operand)
            return None if inner is None else f'(not {inner})'
        return None

    def _call(self, node):
        name = self._name(node)
        condition = self._condition(node)
        if condition is not None:
            return f'int({condition})'
        if name == 'where' and len(node.args) == 3:
            return self._choice(*node.args)
        given = [self.text(one) for one in node.args]
        if name in SAME:
            return f"{SAME[name]}({', '.join(given)})"
        if name in ('maximum', 'max') and len(given) == 2:
            return f'clip({given[0]}, {given[1]}, inf)'
        if name in ('minimum', 'min') and len(given) == 2:
            return f'clip({given[0]}, -inf, {given[1]})'
        raise Unreadable(f"calls '{ast.unparse(node.func)}'")

    # What is called, where it is a function that everybody knows.
    def _name(self, node):
        return node.func.attr if isinstance(node.func, ast.Attribute) and self._is_library(node.func.value) else self._of_library(node.func)

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
