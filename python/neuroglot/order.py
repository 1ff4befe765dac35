"""Finds code of synapses for which the order of its lines means something else in Brian than it says."""

from brian2.core.variables import Subexpression
from brian2.utils.stringtools import get_identifiers

from neuroglot.names import ASSIGNED, lines


def stale(synapses, pathway):
    """What there is to say about subexpressions in the code of a pathway; None for nothing.

    Brian fetches what a subexpression is computed from before the code begins, so that it does not see what the code has done to that, nor that an event-driven variable has been brought up
    to date. With its NumPy target this depends on what else is in the code.
    """
    changed = {synapses.variables[name]: name for name in (synapses.event_driven.diff_eq_names if synapses.event_driven is not None else ())}
    for line in lines(pathway.code).split('\n'):
        target = ASSIGNED.match(line)
        for name in sorted(get_identifiers(line[target.end():] if target else line)):
            if isinstance(synapses.variables.get(name), Subexpression):
                for one in sorted(_computed_from(name, synapses.variables) & set(changed), key=changed.get):
                    return (f"The code '{pathway.objname}' of '{synapses.name}' uses the subexpression '{name}' after '{changed[one]}', on which it depends, has changed. Brian may take the value "
                            f"from before, Neuroglot takes the one that it has by then. Write what '{name}' stands for in the code itself, and both do the same.")
        if target and (one := synapses.variables.get(target.group(1))) is not None:
            changed[one] = target.group(1)
    return None


def _computed_from(name, variables):
    one = variables.get(name)
    if isinstance(one, Subexpression):
        return set().union(*(_computed_from(inner, variables) for inner in one.identifiers))
    return set() if one is None else {one}
