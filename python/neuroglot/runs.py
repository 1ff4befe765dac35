"""Puts several runs into one exchange file, which states each object once."""

import numpy as np

from neuroglot.command import created
from neuroglot.errors import NeuroglotError

#: What only looks at a network: a file records from the beginning of the first run to the end of the last.
MONITORS = ('StateMonitor', 'EventMonitor', 'PopulationRateMonitor')


def together(runs, stated, objects=()):
    """Objects and runs of a file, and what there is to say about them.

    ``stated`` are the objects as each of ``runs`` has found them. Names whose values differ between the runs belong to the runs, all others to the objects;
    objects that differ in anything else are refused, and ``objects`` are those of Brian, which know where they were made. Monitors of some of the runs record in all of them.
    """
    places = {one.name: one for one in objects}
    by_run = [{one['name']: one for one in some} for some in stated]
    monitors = {one['name']: one for some in stated for one in some if one['type'] in MONITORS}
    told = []
    for name, one in monitors.items():
        some = [number for number, found in enumerate(by_run, 1) if name in found]
        if len(some) < len(runs):
            told.append(f"'{name}' is part of run {', '.join(map(str, some))} of {len(runs)} only; the export records in all of them, from the beginning.")
        for found in by_run:
            found.setdefault(name, one)
    last = by_run[-1]
    changing = [{} for _ in runs]
    for number, found in enumerate(by_run, 1):
        for name in [*last, *found]:
            _check(name, found.get(name), last.get(name), number, len(runs), places)
    kept = []
    for one in last.values():
        spaces = [found[one['name']].get('namespace', {}) for found in by_run]
        names = {name for space in spaces for name in space if any(name not in other or not same(space[name], other[name]) for other in spaces)}
        for number, space in enumerate(spaces):
            for name in names & set(space):
                if not same(changing[number].setdefault(name, space[name]), space[name]):
                    _refuse(one['name'], f"'{name}', which changes between runs, has another value in '{one['name']}' than elsewhere.", 'Give one of them another name.', places)
        space = {name: value for name, value in one.get('namespace', {}).items() if name not in names}
        kept.append({**{key: value for key, value in one.items() if key != 'namespace'}, **({'namespace': space} if space else {})})
    return kept, [{**run, 'namespace': own} if own else run for run, own in zip(runs, changing)], told


def same(left, right):
    """Whether two parts of a file say the same; long lists of numbers in them are arrays."""
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        return np.array_equal(left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return left == right


def _check(name, one, other, number, count, places):
    if one is None or other is None:
        _refuse(name, f"'{name}' is not part of run {number if one is None else count}.", 'An export needs the same active objects in all runs: export the runs by scripts of their own.', places)
    for key in sorted({*one, *other} - {'namespace'}):
        if not same(one.get(key), other.get(key)):
            _refuse(name, f"'{name}' has other {key} in run {number} than in run {count}.", 'Between runs, an export can give new values to variables of neurons and synapses, and to names.', places)


def _refuse(name, what, cure, places):
    raise NeuroglotError('\n'.join([f'{what} {cure}', *('  ' + line for line in (created(places[name]) if name in places else ()))]))
