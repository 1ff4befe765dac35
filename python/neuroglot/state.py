"""Writes the values that Brian's objects have before a run, and gives them those that they have after it."""

import weakref

import numpy as np
from brian2.equations.equations import DIFFERENTIAL_EQUATION, PARAMETER
from brian2.groups.neurongroup import NeuronGroup
from brian2.input.poissongroup import PoissonGroup
from brian2.monitors.ratemonitor import PopulationRateMonitor
from brian2.monitors.spikemonitor import EventMonitor
from brian2.monitors.statemonitor import StateMonitor
from brian2.spatialneuron.spatialneuron import SpatialNeuron
from brian2.synapses.synapses import Synapses
from brian2.units import second

from neuroglot.objects import held_for_a_step, recorded, refuse
from neuroglot.values import indices, numbers, quantities


class EventsUnderWay:
    """What stands in for the queue of a pathway: events that have set out before a run and arrive after its begin.

    Brian stores and restores it with the network.
    """

    def __init__(self):
        self.seconds = np.zeros(0)
        self.connections = np.zeros(0, dtype=np.int32)

    def _full_state(self):
        return self.seconds.copy(), self.connections.copy()

    def _restore_from_full_state(self, state):
        self.seconds, self.connections = (np.zeros(0), np.zeros(0, dtype=np.int32)) if state is None else (state[0].copy(), state[1].copy())


def variables(one):
    """Names of the parameters and state variables of a group or of synapses."""
    equations = list(one.equations.values())
    if isinstance(one, Synapses) and one.event_driven is not None:
        equations += list(one.event_driven.values())
    names = {single.varname for single in equations if single.type in (PARAMETER, DIFFERENTIAL_EQUATION)}
    if 'lastupdate' in one.variables and isinstance(one, Synapses) and one.event_driven is not None:
        names.add('lastupdate')
    if isinstance(one, NeuronGroup):
        names -= one._linked_variables
    if isinstance(one, SpatialNeuron):
        # What flows between compartments follows from their shape.
        names -= {'r_length_1', 'r_length_2'}
    return sorted(names)


def computed(one):
    """Names of subexpressions that hold for a step; they are computed, not set."""
    return set(held_for_a_step(one))


def usual(one, name):
    """The value that a variable has when nobody sets it."""
    return {'lastspike': -1e4, 'not_refractory': 1.0}.get(name, 0.0) if isinstance(one, NeuronGroup) else 0.0


def connections(synapses):
    """The neurons before and behind each synapse, counted from the first of the group or part of a group."""
    sources = np.asarray(synapses.variables['_synaptic_pre'].get_value()) - getattr(synapses.source, 'start', 0)
    targets = np.asarray(synapses.variables['_synaptic_post'].get_value()) - getattr(synapses.target, 'start', 0)
    return {'type': 'Connect', 'synapses': synapses.name, 'i': indices(sources), 'j': indices(targets)}


def delays(synapses):
    """The delays of the pathways."""
    for pathway in synapses._pathways:
        values = np.asarray(pathway.variables['delay'].get_value())
        if pathway.active and values.any():
            yield {'type': 'Set', 'object': synapses.name, 'variable': f'{pathway.objname}.delay', 'value': quantities(values, second.dim)}


def depth(one):
    """How many synapses lie between an object and neurons: 1 for synapses between neurons, 2 for those that end at such synapses."""
    return 1 + max(depth(one.source), depth(one.target)) if isinstance(one, Synapses) else 0


def before(objects):
    """Connections, delays and values of the network as they are now; synapses are made before others that end at them."""
    actions = []
    for one in sorted(objects, key=depth):
        if isinstance(one, Synapses) and one.active:
            actions.append(connections(one))
            actions.extend(delays(one))
        if not isinstance(one, NeuronGroup) and not (isinstance(one, Synapses) and one.active):
            continue
        spikes = isinstance(one, NeuronGroup) and one.active and 'spike' in one.events
        for name in variables(one):
            values = np.asarray(one.variables[name].get_value(), dtype=float)
            if name in computed(one) or (values == usual(one, name)).all() or (name in ('lastspike', 'not_refractory') and isinstance(one, NeuronGroup) and not spikes):
                continue
            actions.append({'type': 'Set', 'object': one.name, 'variable': name, 'value': quantities(values, one.variables[name].dim)})
    return actions


def start(network, objects):
    """Where the network stands in time, and what is under way; None for a network at its beginning."""
    events = []
    for one in objects:
        for pathway in one._pathways if isinstance(one, Synapses) else ():
            if not isinstance(pathway.queue, EventsUnderWay):
                # Made before the device was chosen.
                if network.t_ > 0:
                    refuse(one, f"'{one.name}' has been run by another device.", "Choose the device before the first run.")
                pathway.queue = EventsUnderWay()
        for pathway in one._pathways if isinstance(one, Synapses) and one.active else ():
            if pathway.active and len(pathway.queue.seconds):
                events.append({'pathway': pathway.name, 'seconds': numbers(pathway.queue.seconds), 'connections': indices(pathway.queue.connections)})
    if not events and network.t_ == 0:
        return None
    return {'time': float(network.t_), 'events': events} if events else {'time': float(network.t_)}


class Sample:
    """Adds the values of the moment to a monitor, for Brian's ``record_single_timestep``."""

    def __init__(self, monitor, run_namespace):
        self.monitor, self.run_namespace = weakref.proxy(monitor), run_namespace

    def __call__(self):
        monitor = self.monitor
        saved = {f'records/{monitor.name}/t': np.array(monitor.clock.variables['t'].get_value())}
        for place, name in enumerate(monitor.record_variables):
            values = monitor.source.state(name, use_units=False).get_item(slice(None), namespace=self.run_namespace)
            saved[f'records/{monitor.name}/{place}'] = np.broadcast_to(values, len(monitor.source))[monitor.record]
        record(monitor, saved)


def fill(objects, saved, given, own):
    """Gives monitors, groups and pathways what a run has left.

    ``saved`` are the arrays that ``neuroglot run --save`` has written, ``given`` the number of entries that each monitor has got already, ``own`` the variables
    that only the script has changed, as ``group/variable``.
    """
    by_name = {one.name: one for one in objects}
    known = {name: {*variables(one), *computed(one)} for name, one in by_name.items() if isinstance(one, (NeuronGroup, Synapses))}
    known.update((name, {'rates'}) for name, one in by_name.items() if isinstance(one, PoissonGroup) and not isinstance(one._rates, str))
    for key in saved.files:
        kind, *path = key.split('/')
        # Variables that a group shares may have a set of their own.
        path[0:1] = [path[0].split(' ')[0]] if path else []
        if kind == 'values' and path[1] in known.get(path[0], ()) and '/'.join(path) not in own:
            held = by_name[path[0]].variables[path[1]]
            held.get_value()[:] = saved[key][:1] if held.scalar else saved[key]
    for one in objects:
        if isinstance(one, Synapses):
            for pathway in one._pathways:
                if not (one.active and pathway.active):
                    continue
                here = f'events/{pathway.name}/seconds' in saved.files
                pathway.queue.seconds = saved[f'events/{pathway.name}/seconds'] if here else np.zeros(0)
                pathway.queue.connections = saved[f'events/{pathway.name}/connections'] if here else np.zeros(0, dtype=np.int32)
        elif isinstance(one, (StateMonitor, EventMonitor, PopulationRateMonitor)) and one.active:
            first = given.get(one.name, 0)
            record(one, {key: saved[key][first:] for key in saved.files if key.startswith(f'records/{one.name}/')})


def record(monitor, saved):
    """Adds to a monitor what was recorded."""
    times = saved[f'records/{monitor.name}/t']
    old = int(monitor.variables['N'].get_value().item())
    if isinstance(monitor, EventMonitor):
        neurons = saved[f'records/{monitor.name}/i'].astype(np.int32)
        monitor.variables['count'].get_value()[:] += np.bincount(neurons, minlength=len(monitor.variables['count'].get_value())).astype(np.int32)
        columns = {'t': times, 'i': neurons} if monitor.record else {}
        columns.update((name, saved[f'records/{monitor.name}/{place}']) for place, name in enumerate(recorded(monitor)))
    elif isinstance(monitor, StateMonitor):
        columns = {'t': times}
        columns.update((name, saved[f'records/{monitor.name}/{place}'].reshape(len(times), len(monitor.record))) for place, name in enumerate(monitor.record_variables))
    else:
        columns = {'t': times, 'rate': saved[f'records/{monitor.name}/rate']}
    monitor.resize(old + len(times))
    monitor.variables['N'].set_value(old + len(times))
    for name, values in columns.items():
        monitor.variables[name].get_value()[old:] = values
