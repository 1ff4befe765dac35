"""Keeps what a script does before a run, in the words in which it does it: for exports, where ``'20*mV*i/(N - 1)'`` should stay that."""

import numpy as np
from brian2.core.namespace import get_local_namespace
from brian2.core.variables import VariableView
from brian2.groups.neurongroup import NeuronGroup
from brian2.groups.subgroup import Subgroup
from brian2.synapses.synapses import Synapses, SynapticPathway

from neuroglot import state
from neuroglot.names import namespace, used
from neuroglot.values import dimension, indices, numbers, quantities

ALL = slice(None)


class Actions:
    """Assignments and connections in the order of the script; a device has one.

    Brian carries them out as well, so that a script finds the values that it has given. Where an action cannot be said in the script's own words, for
    example because it counts neurons within a part of a group, it is said by the values that came out.
    """

    def __init__(self):
        self.done = []

    def set_expression(self, view, item, code, run_namespace, condition):
        """``group.v[item] = 'code'``, or with a condition in place of the item."""
        where = self._where(view)
        if where is None or item is not None or isinstance(view.group, Subgroup):
            self.set_values(view, ALL if item is None else item)
            return
        action = {'type': 'Set', **where, 'value': code}
        if condition not in (None, 'True'):
            action['condition'] = condition
        names = namespace(view.group, used(code, condition), run_namespace)
        if names:
            action['namespace'] = names
        self._add(action)

    def set_values(self, view, item):
        """``group.v[item] = values``, which Brian has carried out."""
        where = self._where(view)
        if where is None:
            return
        values = np.atleast_1d(np.asarray(view.variable.get_value(), dtype=float))
        whole = isinstance(item, slice) and item == ALL and not isinstance(view.group, Subgroup)
        action = {'type': 'Set', **where, 'value': quantities(values, view.variable.dim)}
        if not whole and not view.variable.scalar:
            chosen = np.atleast_1d(view.indexing(item, view.index_var))
            action['value'] = {'values': numbers(values[chosen]), 'dimension': dimension(view.variable.dim)}
            action['indices'] = indices(chosen)
        self._add(action)

    def connect(self, synapses, made, condition, i, j, p, n, skips, run_namespace):
        """``synapses.connect(…)``, which has made the synapses from ``made`` on."""
        rule = {'type': 'Connect', 'synapses': synapses.name}
        generator = j if isinstance(j, str) else i if isinstance(i, str) else None
        if generator is None and (i is not None or j is not None) or generator is not None and p != 1:
            whole = state.connections(synapses)
            self.done.append({**rule, 'i': whole['i'][made:], 'j': whole['j'][made:]})
            return
        if generator is not None:
            rule['targets' if isinstance(j, str) else 'sources'] = generator
            if skips:
                rule['skipInvalid'] = True
        elif condition not in (None, True, 'True'):
            rule['condition'] = condition
        if generator is None and p != 1:
            rule['probability'] = str(p)
        if n != 1:
            rule['copies'] = str(n)
        names = namespace(synapses, used(condition if isinstance(condition, str) else None, p if isinstance(p, str) else None, n if isinstance(n, str) else None)
                          | (_of_generator(generator) if generator else set()), run_namespace)
        if names:
            rule['namespace'] = names
        self.done.append(rule)

    def take(self, objects, first):
        """What was done to ``objects`` since the last call; before the ``first`` run constant delays are told, too, which are no actions of a script."""
        names = {one.name for one in objects}
        mine = [one for one in self.done if (one.get('object') or one['synapses']) in names]
        self.done = [one for one in self.done if (one.get('object') or one['synapses']) not in names]
        if first:
            for one in objects:
                if isinstance(one, Synapses):
                    mine.extend(action for action in state.delays(one) if one.variables is not None and not any(
                        other.get('object') == one.name and other['variable'] == action['variable'] for other in mine if other['type'] == 'Set'))
        return mine

    def _add(self, action):
        if 'condition' not in action and 'indices' not in action:
            self.done = [one for one in self.done if one['type'] != 'Set' or (one['object'], one['variable']) != (action['object'], action['variable'])]
        self.done.append(action)

    @staticmethod
    def _where(view):
        group = view.group
        if isinstance(group, SynapticPathway):
            return {'object': group.synapses.name, 'variable': f'{group.objname}.delay'} if view.name == 'delay' else None
        owner = group.source if isinstance(group, Subgroup) else group
        if not isinstance(owner, (NeuronGroup, Synapses)) or view.variable.owner.name != owner.name or view.name not in state.variables(owner):
            return None
        return {'object': owner.name, 'variable': view.name}


def _of_generator(generator):
    # The iterator and the words of the generator are no names of a namespace.
    words = generator.split()
    iterators = {words[place + 1] for place, word in enumerate(words[:-1]) if word == 'for'}
    return used(generator) - iterators - {'for', 'in', 'range', 'sample', 'if', 'p', 'size'}


class RecordsActions:
    """Makes a device of Brian keep the actions of a script in ``self.actions``."""

    def variableview_set_with_expression(self, view, item, code, run_namespace, check_units=True):
        VariableView.set_with_expression.original_function(view, item, code, run_namespace, check_units=check_units)
        self.actions.set_expression(view, item, code, run_namespace, None)

    def variableview_set_with_expression_conditional(self, view, cond, code, run_namespace, check_units=True):
        VariableView.set_with_expression_conditional.original_function(view, cond, code, run_namespace, check_units=check_units)
        self.actions.set_expression(view, None, code, run_namespace, cond)

    def variableview_set_with_index_array(self, view, item, value, check_units):
        VariableView.set_with_index_array.original_function(view, item, value, check_units)
        self.actions.set_values(view, item)

    def synapses_connect(self, synapses, condition=None, i=None, j=None, p=1., n=1, skip_if_invalid=False, namespace=None, level=0):
        if namespace is None:
            namespace = get_local_namespace(level=level + 2)
        made = len(synapses)
        Synapses.connect.original_function(synapses, condition=condition, i=i, j=j, p=p, n=n, skip_if_invalid=skip_if_invalid, namespace=namespace)
        self.actions.connect(synapses, made, condition, i, j, p, n, skip_if_invalid, namespace)
