"""Lets functions of a script, ``@network_operation``, take part in a run that the command carries out."""

import math

from brian2.core.network import Network
from brian2.core.operations import NetworkOperation
from brian2.groups.neurongroup import NeuronGroup
from brian2.input.poissongroup import PoissonGroup
from brian2.input.spikegeneratorgroup import SpikeGeneratorGroup
from brian2.monitors.ratemonitor import PopulationRateMonitor
from brian2.monitors.spikemonitor import EventMonitor
from brian2.monitors.statemonitor import StateMonitor
from brian2.synapses.synapses import Synapses

from neuroglot import state
from neuroglot.objects import refuse

#: What the engine counts as the same time, as a part of a step.
TOLERANCE = 1e-4


class Running:
    """A run as the functions of a script see it.

    While one of them has its turn, what it reads is fetched from the engine, at the first look, and what it has changed is sent back when it is over.
    """

    def __init__(self, exchange, device, report=None):
        self.exchange = exchange
        self.report = report
        self.operations = {one.name: one for one in exchange.all if isinstance(one, NetworkOperation) and one.active}
        self.channel = None
        #: For each variable of Brian where it is: an object and a name of the exchange file, or a monitor.
        self.places = {}
        #: Variables that nothing in a step uses, so that the engine does not have them.
        self.own = set()
        #: How much of each monitor has been fetched.
        self.given = {}
        self._seen = {}
        if not self.operations:
            return
        for one in exchange.all:
            for name in self._names(one):
                if one.variables[name].device is not device:
                    refuse(one, f"'{one.name}' was made before the device was chosen.", "Call set_device('neuroglot') first, so that network operations can see its values.")
                self.places[one.variables[name]] = one if isinstance(one, (EventMonitor, StateMonitor, PopulationRateMonitor)) else f'{one.name}/{name}'

    @staticmethod
    def _names(one):
        if isinstance(one, (EventMonitor, StateMonitor, PopulationRateMonitor)) and one.active:
            return {'N', 't', 'i', 'count', 'rate', *getattr(one, 'record_variables', ())} & set(one.variables)
        if isinstance(one, PoissonGroup) and not isinstance(one._rates, str):
            return {'rates'}
        return {*state.variables(one), *state.computed(one)} if isinstance(one, NeuronGroup) or isinstance(one, Synapses) and one.active else ()

    def progress(self, seconds):
        """Hears how much of the run is done, in seconds."""
        if self.report is not None:
            self.report(seconds)

    def operate(self, name, time, channel):
        """Calls the function whose turn it is."""
        self.channel, self._seen = channel, {}
        self._set_time(time)
        before = self._structure()
        network = self.exchange.network
        try:
            self.operations[name].run()
            if self._structure() != before:
                refuse(self.operations[name], f"'{name}' has changed what the network consists of.", 'Synapses, spikes to come and whether objects are active can only change between runs.')
            for variable, old in self._seen.items():
                if old is not None and old.tobytes() != variable.get_value().tobytes():
                    channel.set(self.places[variable], variable.get_value())
            if network._stopped or Network._globally_stopped:
                channel.stop()
        finally:
            self.channel = None

    def fetch(self, variable):
        """Brings what the engine has of a variable before somebody looks at it."""
        place = self.places.get(variable) if self.channel is not None and variable not in self._seen else None
        if place is None:
            return
        if isinstance(place, str):
            self._seen[variable] = None
            values = None if place in self.own else self.channel.get(place)
            if values is None:
                self.own.add(place)
                return
            held = variable.get_value()
            held[:] = values[:1] if variable.scalar else values
            self._seen[variable] = held.copy()
        else:
            # All that a monitor has belongs together.
            self._seen.update((place.variables[name], None) for name in self._names(place))
            saved = self.channel.records(place.name, self.given.get(place.name, 0))
            self.given[place.name] = self.given.get(place.name, 0) + len(saved[f'records/{place.name}/t'])
            state.record(place, saved)

    def _set_time(self, time):
        for clock in self.exchange.clocks:
            step = math.ceil(time / clock.dt_ - TOLERANCE)
            clock.variables['timestep'].set_value(step)
            clock.variables['t'].set_value(step * clock.dt_)
        self.exchange.network.t_ = time

    # What a function may not change while the network runs.
    def _structure(self):
        return [(one.active, len(one) if isinstance(one, Synapses) else None, id(one._neuron_index) if isinstance(one, SpikeGeneratorGroup) else None) for one in self.exchange.all]
