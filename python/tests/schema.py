"""Checks documents against the JSON Schema of exchange files: the words of JSON Schema that it uses, and no others."""

import json
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TYPES = {'object': dict, 'array': list, 'string': str, 'boolean': bool, 'null': type(None)}
SILENT = {'$schema', '$defs', 'title', 'description', 'default', 'examples'}

with open(os.path.join(ROOT, 'schemas', 'brian-network.schema.json'), encoding='utf-8') as file:
    SCHEMA = json.load(file)


def problems(value, schema=None, path='$'):
    """What is wrong with a value, as texts with its path."""
    schema = SCHEMA if schema is None else schema
    for word, said in schema.items():
        if word not in SILENT:
            yield from CHECKS[word](value, said, schema, path)


def _reference(value, said, schema, path):
    yield from problems(value, SCHEMA['$defs'][said[len('#/$defs/'):]], path)


def _type(value, said, schema, path):
    def fits(name):
        if name in ('number', 'integer'):
            return isinstance(value, (int, float)) and not isinstance(value, bool) and (name == 'number' or value == int(value))
        return isinstance(value, TYPES[name])
    if not any(fits(name) for name in (said if isinstance(said, list) else [said])):
        yield f'{path} is no {said}'


def _one_of(value, said, schema, path):
    all = [list(problems(value, one, path)) for one in said]
    if sum(not found for found in all) != 1:
        yield f'{path} is not one of {len(said)}: ' + '; '.join(min((found for found in all if found), key=len, default=['several fit']))


def _properties(value, said, schema, path):
    if isinstance(value, dict):
        for name, one in said.items():
            if name in value:
                yield from problems(value[name], one, f'{path}.{name}')


def _additional(value, said, schema, path):
    if isinstance(value, dict):
        for name in set(value) - set(schema.get('properties', {})):
            if said is False:
                yield f'{path}.{name} is unknown'
            elif isinstance(said, dict):
                yield from problems(value[name], said, f'{path}.{name}')


def _names(value, said, schema, path):
    if isinstance(value, dict):
        for name in value:
            yield from problems(name, said, f'{path}, name {name}')


def _items(value, said, schema, path):
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from problems(one, said, f'{path}[{place}]')


def _required(value, said, schema, path):
    if isinstance(value, dict):
        yield from (f'{path} has no {name}' for name in said if name not in value)


def _compare(kind, fits):
    def check(value, said, schema, path):
        if isinstance(value, kind) and not isinstance(value, bool) and not fits(value, said):
            yield f'{path} is {value!r}, which does not fit {said!r}'
    return check


CHECKS = {
    '$ref': _reference, 'type': _type, 'oneOf': _one_of, 'properties': _properties, 'additionalProperties': _additional, 'propertyNames': _names, 'items': _items, 'required': _required,
    'const': _compare(object, lambda value, said: value == said), 'enum': _compare(object, lambda value, said: value in said),
    'pattern': _compare(str, lambda value, said: re.search(said, value) is not None), 'maxLength': _compare(str, lambda value, said: len(value) <= said),
    'minimum': _compare((int, float), lambda value, said: value >= said), 'maximum': _compare((int, float), lambda value, said: value <= said),
    'exclusiveMinimum': _compare((int, float), lambda value, said: value > said),
}
