"""Writes Brian's objects as the exchange file has them: what they are, not what values they have."""

import weakref

import numpy as np
from brian2.core.operations import NetworkOperation
from brian2.equations.equations import BOOLEAN, DIFFERENTIAL_EQUATION, INTEGER, PARAMETER, SUBEXPRESSION
from brian2.groups.group import CodeRunner
from brian2.groups.neurongroup import NeuronGroup, Resetter
from brian2.groups.subgroup import Subgroup
from brian2.input.poissongroup import PoissonGroup
from brian2.input.poissoninput import PoissonInput
from brian2.input.spikegeneratorgroup import SpikeGeneratorGroup
from brian2.monitors.ratemonitor import PopulationRateMonitor
from brian2.monitors.spikemonitor import EventMonitor
from brian2.monitors.statemonitor import StateMonitor
from brian2.spatialneuron.spatialneuron import SpatialNeuron
from brian2.stateupdaters.base import StateUpdateMethod
from brian2.synapses.synapses import Synapses
from brian2.units.fundamentalunits import Quantity

from neuroglot.command import created
from neuroglot.errors import NeuroglotError
from neuroglot.names import lines, namespace, used
from neuroglot.order import stale
from neuroglot.values import dimension, expression, indices, numbers, quantities

#: What a group of neurons can be.
SOURCES = (NeuronGroup, PoissonGroup, SpikeGeneratorGroup)

#: The methods that are tried where a script names none.
USUAL = ('exact', 'euler', 'heun')
USUAL_OF_SPATIAL_NEURONS = ('exact', 'exponential_euler', 'rk2', 'heun')

#: What every spatial neuron has, so that the file does not say it.
OF_SPATIAL_NEURONS = frozenset((
    'v', 'Cm', 'Ri', 'Ic', 'area', 'length', 'diameter', 'distance', 'volume', 'r_length_1', 'r_length_2',
    'gtot__private', 'I0__private', 'time_constant', 'space_constant'))

#: What those have whose shape has coordinates; others may have variables of these names.
PLACES = ('x', 'y', 'z')


def refuse(one, what, cure):
    """Tells that an object of Brian has no form in the exchange file."""
    raise NeuroglotError('\n'.join([f"{what} {cure}", *('  ' + line for line in created(one))]))


def reference(group):
    """A group or a part of one, by name."""
    if isinstance(group, Subgroup):
        return {'group': group.source.name, 'start': int(group.start), 'stop': int(group.stop)}
    return group.name


def held_for_a_step(one):
    """Subexpressions that hold for a step, by name; Brian keeps them apart from the other equations."""
    updater = getattr(one, 'subexpression_updater', None)
    return {} if updater is None else dict(line.split(' = ', 1) for line in updater.abstract_code.splitlines())


def equation(one, as_parameter=False):
    """An equation as a line of text."""
    unit = {BOOLEAN: 'boolean', INTEGER: 'integer'}.get(one.var_type) or dimension(one.dim)
    kind = PARAMETER if as_parameter else one.type
    left = {DIFFERENTIAL_EQUATION: f'd{one.varname}/dt = ', SUBEXPRESSION: f'{one.varname} = ', PARAMETER: one.varname}[kind]
    right = '' if kind == PARAMETER else ' '.join(one.expr.code.split())
    flags = [] if as_parameter else list(one.flags)
    return f"{left}{right} : {unit}{' (' + ', '.join(flags) + ')' if flags else ''}"


#: Capacitance and resistivity of spatial neurons when they were first looked at, by their shapes: what changes between runs is no part of a shape.
_BEGINNINGS = weakref.WeakKeyDictionary()


def has_places(neuron):
    """Whether the shape of a spatial neuron has coordinates."""
    return neuron.flat_morphology.x is not None


def cable(neuron):
    """The shape of a spatial neuron: its sections, and the compartments as they were made."""
    flat = neuron.flat_morphology
    if flat not in _BEGINNINGS:
        _BEGINNINGS[flat] = numbers(neuron.variables['Cm'].get_value()), float(neuron.variables['Ri'].get_value().item())
    capacitance, resistivity = _BEGINNINGS[flat]
    volume = np.asarray(flat.volume, dtype=float)
    if not volume.any():
        # Brian 2.5 leaves it out; of a cylinder or sphere of the same area and diameter it is this.
        volume = np.asarray(flat.area, dtype=float)*np.asarray(flat.diameter, dtype=float)/4
    shape = {
        'parents': indices(np.asarray(flat.morph_parent_i)[1:] - 1), 'firsts': indices(flat.starts),
        **{key: numbers(getattr(flat, name)) for key, name in (
            ('length', 'length'), ('diameter', 'diameter'), ('area', 'area'), ('distance', 'distance'))},
        **{key: numbers(neuron.variables[name].get_value()) for key, name in (('rLength1', 'r_length_1'), ('rLength2', 'r_length_2'))},
        'volume': numbers(volume),
        'capacitance': capacitance, 'resistivity': resistivity}
    if has_places(neuron):
        shape.update((name, numbers(getattr(flat, name))) for name in PLACES)
    return shape


class Objects:
    """The objects of a network, and what they use from outside."""

    def __init__(self, network, run_namespace, step, calls_back):
        self.run_namespace = run_namespace
        self.calls_back = calls_back
        self.step = step
        self.objects = []
        self.placements = []
        self.all = network.sorted_objects
        self.operations = {}
        #: What there is to say about them.
        self.told = []
        for one in self.all:
            if type(one) is CodeRunner and one.active:
                # Names in the code of an operation belong to its group.
                owner = one.group.source if isinstance(one.group, Subgroup) else one.group
                self.operations.setdefault(owner.name, set()).update(used(one.abstract_code))
        for one in self.all:
            self._add(one)

    def _add(self, one):
        if isinstance(one, NeuronGroup):
            self._neurons(one)
        elif isinstance(one, PoissonGroup):
            self._poisson(one)
        elif isinstance(one, SpikeGeneratorGroup):
            self._generator(one)
        elif isinstance(one, Synapses):
            if one.active:
                self._synapses(one)
            else:
                self._not_an_end(one)
        elif not one.active or isinstance(one, Subgroup):
            return
        elif isinstance(one, NetworkOperation):
            self._operation(one)
        elif isinstance(one, PoissonInput):
            self._input(one)
        elif isinstance(one, EventMonitor):
            self._events(one)
        elif isinstance(one, StateMonitor):
            self._states(one)
        elif isinstance(one, PopulationRateMonitor):
            self._written('PopulationRateMonitor', one, {'source': reference(one.source)})
        elif isinstance(one, Resetter):
            if one.event != 'spike':
                self._reaction(one)
        elif type(one) is CodeRunner:
            self._regularly(one)
        elif not type(one).__module__.startswith('brian2.') or not isinstance(one, CodeRunner):
            refuse(one, f"'{one.name}' is a {type(one).__name__}, which Neuroglot does not know.", "Leave it out.")

    def _written(self, kind, one, content, order=0, when=None):
        written = {'type': kind, 'name': one.name, **{key: value for key, value in content.items() if value is not None}}
        if when is not None:
            written['when'] = when
        if one.clock.dt_ != self.step:
            written['step'] = float(one.clock.dt_)
        if order:
            written['order'] = int(order)
        self.objects.append(written)

    def _namespace(self, group, names):
        return namespace(group, names | self.operations.get(group.name, set()), self.run_namespace) or None

    # Notes a part of an object that has its turn at another place of a step than usual.
    def _placed(self, child, when, order):
        if child.when != when or child.order != order:
            self.placements.append({'part': child.name, 'when': child.when, 'order': int(child.order)})

    def _neurons(self, group):
        # Of a group that is switched off only values are left, and events that never happen.
        conditions = {name: condition if group.active else 'False' for name, condition in group.events.items()}
        threshold = conditions.pop('spike', None)
        refractory = group._refractory
        if isinstance(refractory, Quantity):
            refractory = expression(refractory)
        reset = group.event_codes.get('spike') if group.active else None
        self._placed(group.state_updater, 'groups', group.order)
        for name, thresholder in group.thresholder.items():
            self._placed(thresholder, 'thresholds' if name == 'spike' else 'after_thresholds', group.order)
        if reset is not None:
            self._placed(group.resetter['spike'], 'resets', group.order)
        equations = list(group.user_equations.ordered)
        # Of one that is switched off only values are left, and no shape.
        spatial, held = isinstance(group, SpatialNeuron) and group.active, {}
        if spatial:
            self._placed(group.diffusion_state_updater, 'groups', 1)
            held = held_for_a_step(group)
            given = OF_SPATIAL_NEURONS.union(PLACES if has_places(group) else ())
            equations = [one for one in equations if one.varname not in given]
        names = set().union(*(one.identifiers for one in equations)) if equations else set()
        names |= used(threshold, reset, refractory or None, *held.values(), *conditions.values(), *(code for name, code in group.event_codes.items() if name != 'spike'))
        self._written('SpatialNeuron' if spatial else 'NeuronGroup', group, {
            'count': int(group.N),
            'cable': cable(group) if spatial else None,
            'equations': [f'{one.varname} = {held[one.varname]} : {dimension(one.dim)} (constant over dt)' if one.varname in held
                          else equation(one, as_parameter=one.type == DIFFERENTIAL_EQUATION and not group.active) for one in equations],
            'threshold': threshold,
            'reset': lines(reset) or None if reset is not None else None,
            'refractory': refractory if refractory is not False and threshold is not None and group.active else None,
            'events': conditions or None,
            'method': self._method(group),
            'namespace': self._namespace(group, names),
            'linked': {name: self._link(group, name) for name in sorted(group._linked_variables)} or None,
        }, group.order)

    def _method(self, group):
        updater = group.state_updater
        if updater is None or not updater.active:
            return None
        choice = updater.method_choice
        if isinstance(choice, str):
            if choice.startswith('gsl'):
                refuse(group, f"'{group.name}' is integrated by '{choice}' of the GNU Scientific Library, in steps of its own.", 'Use rk4, with a smaller dt where the steps of the others matter.')
            return choice
        if isinstance(choice, tuple):
            return None if choice == (USUAL_OF_SPATIAL_NEURONS if isinstance(group, SpatialNeuron) else USUAL) else choice[0]
        for name, method in StateUpdateMethod.stateupdaters.items():
            if method is choice:
                return name
        return refuse(group, f"'{group.name}' has an integration method of its own.", 'Use one of exact, exponential_euler, euler, rk2, rk4, heun and milstein.')

    def _link(self, group, name):
        if name not in group.variables:
            raise TypeError(f"Link target for variable {name} has not been set.")
        target, index = group.variables[name], group.variables.indices[name]
        link = {'source': target.owner.name, 'variable': target.name}
        if index == '0':
            link['index'] = [0]*int(group.N)
        elif index != '_idx':
            link['index'] = indices(group.variables[index].get_value())
        return link

    def _poisson(self, group):
        rates, dim = group._rates, group.variables['rates'].dim
        if not group.active:
            rates = quantities([0.0], dim)
        elif not isinstance(rates, str):
            rates = quantities(group.variables['rates'].get_value(), dim)
        self._placed(group.thresholder['spike'], 'thresholds', group.order)
        self._written('PoissonGroup', group, {
            'count': int(group.N), 'rates': rates, 'namespace': self._namespace(group, used(rates) if isinstance(rates, str) else set())}, group.order)

    def _generator(self, group):
        self._placed(group, 'thresholds', group.order)
        times = np.asarray(group._spike_time, dtype=float) if group.active else np.zeros(0)
        neurons = np.asarray(group._neuron_index, dtype=int) if group.active else np.zeros(0, dtype=int)
        period = float(group.variables['period'].get_value())
        self._written('SpikeGeneratorGroup', group, {
            'count': int(group.N), 'indices': indices(neurons), 'times': numbers(times), 'period': period if 0 < period < np.inf else None}, group.order)

    def _input(self, one):
        weight = one.weight if isinstance(one.weight, str) else expression(one.weight)
        self._written('PoissonInput', one, {
            'target': reference(one._group), 'variable': one.target_var, 'sources': int(one.N), 'rate': float(one.rate), 'weight': weight,
            'namespace': namespace(one._group, used(weight), self.run_namespace) or None}, one.order, when=one.when if one.when != 'synapses' else None)

    def _synapses(self, synapses):
        held = held_for_a_step(synapses)
        equations = [*synapses.equations.ordered]
        if synapses.event_driven is not None:
            equations += [one for one in synapses.event_driven.ordered if one.type == DIFFERENTIAL_EQUATION]
        texts, names = [], set()

        # In an export the number of a synapse among those of a pair follows from the words of connect; for a run it is a value like others.
        number = None if self.calls_back else synapses.multisynaptic_index
        for one in equations:
            if one.varname == number:
                continue
            if one.varname in held:
                texts.append(f'{one.varname} = {held[one.varname]} : {dimension(one.dim)} (constant over dt)')
                names |= used(held[one.varname])
                continue
            texts.append(equation(one))
            names |= one.identifiers
        for name, updater in sorted(synapses.summed_updaters.items()):
            texts.append(f"{name} = {' '.join(updater.expression.code.split())} : {dimension(synapses.variables[name].dim)} (summed)")
            names |= used(updater.expression.code)
            self._placed(updater, 'groups', updater.target.order - 1)
        pathways = []
        for pathway in synapses._pathways:
            if not pathway.active:
                continue
            self._placed(pathway, 'synapses', synapses.order + (-1 if pathway.prepost == 'pre' else 1))
            names |= used(pathway.code)
            told = stale(synapses, pathway)
            if told is not None:
                self.told.append(told)
            pathways.append({'name': pathway.objname, 'on': pathway.prepost, 'code': lines(pathway.code), 'event': pathway.event})
        if synapses.state_updater is not None:
            self._placed(synapses.state_updater, 'groups', synapses.order)
        self._written('Synapses', synapses, {
            'source': reference(synapses.source), 'target': reference(synapses.target), 'equations': texts or None,
            'pathways': pathways or None, 'method': self._method(synapses), 'multisynapticIndex': number, 'namespace': self._namespace(synapses, names)}, synapses.order)

    def _not_an_end(self, synapses):
        for one in self.all:
            if isinstance(one, Synapses) and one.active and synapses in (one.source, one.target):
                refuse(one, f"'{one.name}' ends at the synapses '{synapses.name}', which are switched off.", 'Switch both off, or none.')

    def _operation(self, one):
        if not self.calls_back:
            refuse(one, f"'{one.name}' is a function in Python, which cannot be exported.", 'Write it as run_regularly, or as a TimedArray.')
        self._written('NetworkOperation', one, {}, one.order, when=one.when if one.when != 'start' else None)

    def _regularly(self, one):
        self._written('RunRegularly', one, {'group': reference(one.group), 'code': lines(one.abstract_code)}, one.order, when=one.when if one.when != 'start' else None)

    def _reaction(self, one):
        code = lines(one.group.event_codes[one.event])
        self._written('RunOnEvent', one, {'group': one.group.name, 'event': one.event, 'code': code}, one.order,
                      when=one.when if one.when != 'after_resets' else None)

    def _states(self, monitor):
        record = None
        if not (monitor.record_all and len(monitor.record) == len(monitor.source)):
            record = indices(monitor.record)
        self._written('StateMonitor', monitor, {
            'source': reference(monitor.source), 'variables': list(monitor.record_variables), 'record': record},
            monitor.order, when=monitor.when if monitor.when != 'start' else None)

    def _events(self, monitor):
        # The file counts from the detection of the event.
        source = getattr(monitor.source, 'source', monitor.source)
        detection = source.thresholder[monitor.event] if hasattr(source, 'thresholder') else source
        self._written('EventMonitor', monitor, {
            'source': reference(monitor.source), 'event': monitor.event if monitor.event != 'spike' else None,
            'variables': recorded(monitor) or None,
            # A run records all neurons, whatever list Brian is given; an export records those of the list.
            'record': None if isinstance(monitor.record, bool) else indices(np.atleast_1d(monitor.record))}, monitor.order - 1 - detection.order, when=monitor.when if monitor.when != detection.when else None)


def recorded(monitor):
    """What a monitor of events records beside neuron and time."""
    return sorted(monitor.record_variables - {'i', 't'})
