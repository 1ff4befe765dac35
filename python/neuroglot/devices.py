"""Brian's devices ``neuroglot`` and ``neuroml2``."""

import hashlib
import math
import os
import tempfile
import time

import numpy as np
from brian2.core.namespace import get_local_namespace
from brian2.core.network import Network, TextReport, _check_multiple_summed_updaters
from brian2.devices.device import RuntimeDevice
from brian2.groups.group import Group
from brian2.monitors.statemonitor import StateMonitor
from brian2.units import second
from brian2.utils.logger import get_logger

from neuroglot import state
from neuroglot.actions import Actions, RecordsActions
from neuroglot.command import call, converse, text
from neuroglot.errors import NeuroglotError
from neuroglot.objects import Objects
from neuroglot.running import Running
from neuroglot.runs import together
from neuroglot.values import write

# Under Brian's own name, so that what we say comes as what Brian says, on the console and in its log file.
logger = get_logger('brian2.neuroglot')

#: Options of Brian's device for compiled code, whose place ours takes: where to build, and how.
OF_STANDALONE = {'directory', 'compile', 'run', 'debug', 'clean', 'with_output', 'additional_source_files', 'run_args', 'direct_call', 'results_directory'}

SCHEDULE = ['start', 'groups', 'thresholds', 'synapses', 'resets', 'end']


class Exchange:
    """A network and a run of it, as the exchange file has them.

    ``calls_back`` says whether functions of the script can take part in the run.
    """

    def __init__(self, network, duration, run_namespace, calls_back):
        network.check_dependencies()
        _check_multiple_summed_updaters(network.sorted_objects)
        self.clocks = {one.clock for one in network.sorted_objects}
        for clock in self.clocks:
            clock.set_interval(network.t, network.t + duration)
        default = [clock for clock in self.clocks if clock.name == 'defaultclock'] or sorted(self.clocks, key=lambda clock: clock.dt_)
        self.step = float(default[0].dt_) if default else 1e-4
        self.duration = float(duration)
        self.end = network.t_ + self.duration
        self.written = Objects(network, run_namespace, self.step, calls_back)
        self.all = self.written.all
        self.network = network

    def run(self, before):
        """The run alone."""
        return {'duration': self.duration, 'step': self.step, 'before': before}

    def content(self, runs, seed=0, start=None, objects=None):
        """The whole file; its ``objects`` are those of this run, unless given."""
        content = {'format': 'brian-network', 'version': 1, 'name': self.network.name, 'seed': seed}
        if list(self.network.schedule) != SCHEDULE:
            content['schedule'] = list(self.network.schedule)
        if self.written.placements:
            content['placements'] = self.written.placements
        if start is not None:
            content['start'] = start
        return {**content, 'objects': self.written.objects if objects is None else objects, 'runs': runs}

    def finish(self, time=None):
        """Puts the clocks where they are after the run, and tells Brian that it is over; ``time`` is that of a run that a script has ended."""
        for one in self.all:
            one._network = self.network.id
        for clock in self.clocks:
            end = clock._i_end if time is None else math.ceil(time/clock.dt_ - 1e-4)
            clock.variables['timestep'].set_value(end)
            clock.variables['t'].set_value(end*clock.dt_)
        self.network.t_ = self.end if time is None else time
        self.network.after_run()


class Device(RuntimeDevice):
    """What our devices have in common: values are in Python, as with Brian's own; options are checked; what there is to say about a network is said once."""

    #: Name of the device, and its options with their usual values.
    name, options = '', {}

    def __init__(self):
        super().__init__()
        #: Options that hold unless a script says otherwise.
        self.usual = {}
        self.said = set()

    def activate(self, build_on_run=True, **options):
        super().activate(build_on_run=build_on_run, **{**self.usual, **self.checked(options)})

    def checked(self, options):
        """The options that are those of this device; unknown ones are a mistake."""
        unknown = sorted(set(options) - set(self.options) - OF_STANDALONE)
        if unknown:
            raise TypeError(f"'{unknown[0]}' is no option of the device '{self.name}', which has {', '.join(self.options)}.")
        return {name: value for name, value in options.items() if name in self.options}

    def reinit(self):
        super().reinit()
        self.said = set()

    def say(self, exchange, answer, others=()):
        """Logs what was found, and the warnings in an answer of the command."""
        for one in [*exchange.written.told, *others, *(text(one) for one in answer.get('diagnostics', []) if one['severity'] == 'warning')]:
            if one not in self.said:
                self.said.add(one)
                logger.warn(one, name_suffix='network')


class NeuroglotDevice(Device):
    """Keeps values in Python, and lets the ``neuroglot`` command run networks.

    Options of ``set_device('neuroglot', threads=1, keep=None)``: ``threads`` for the run (the results are the same for any number), ``keep`` a path at which
    the exchange file of the last run stays.
    """

    name, options = 'neuroglot', {'threads': 1, 'keep': None}

    def __init__(self):
        super().__init__()
        self.runs = 0
        #: The run in progress; None at all other times.
        self.running = None

    def run(self, *_, **__):
        """What compiled programs have and a network in Python has not: a second run of a program that is there."""
        raise NeuroglotError('device.run() runs a compiled program once more, and there is none: the network has been run by run(). '
                             'Call store() before it, and for each set of values restore(), assign them, and run().')

    def seed(self, seed=None):
        super().seed(seed)
        self.runs = 0

    def get_random_state(self):
        return {**super().get_random_state(), 'neuroglot_runs': self.runs}

    def set_random_state(self, state):
        super().set_random_state(state)
        self.runs = state.get('neuroglot_runs', 0)

    def spike_queue(self, source_start, source_end):
        return state.EventsUnderWay()

    def network_run(self, network, duration, report=None, report_period=10*second, namespace=None, profile=None, level=0):
        """Runs a network: what Brian calls for ``run``."""
        if namespace is None:
            namespace = get_local_namespace(level=level + 2)
        begin = network.t
        exchange = Exchange(network, duration, namespace, calls_back=True)
        network._stopped = Network._globally_stopped = False
        report = _reporter(report)
        if report is not None:
            report(0*second, 0.0, begin, duration)
        started = last = time.time()

        def progress(done):
            nonlocal last
            if time.time() - last >= float(report_period):
                last = time.time()
                report((last - started)*second, done/float(duration), begin, duration)

        stopped = self._run(exchange, Running(exchange, self, report and progress)) if exchange.all else None
        self._last_run_time = time.time() - started
        self._last_run_completed_fraction = 1.0
        network._profiling_info = [('neuroglot', self._last_run_time*second)] if profile else None
        if report is not None:
            report(self._last_run_time*second, 1.0, begin, duration)
        exchange.finish(stopped)

    def get_value(self, var, access_data=True):
        """The values of a variable: what Brian calls wherever anybody looks at them."""
        if self.running is not None and access_data:
            self.running.fetch(var)
        return super().get_value(var, access_data)

    def set_value(self, var, value):
        """Gives a variable values."""
        if self.running is not None:
            self.running.fetch(var)
        super().set_value(var, value)

    # The time at which the script has ended the run; None for a run to its end.
    def _run(self, exchange, running):
        content = exchange.content([exchange.run(state.before(exchange.all))], self._seed(), state.start(exchange.network, exchange.all))
        self.runs += 1
        with tempfile.TemporaryDirectory(prefix='neuroglot') as folder:
            path = self.build_options.get('keep') or os.path.join(folder, 'network.brian.json')
            if not path.endswith('.brian.json'):
                raise NeuroglotError(f"The file that is kept, '{path}', needs a name that ends in '.brian.json': set_device('neuroglot', keep='network.brian.json').")
            saved = os.path.join(folder, 'saved.npz')
            write(content, path)
            self.running = running
            try:
                answer = converse(['run', path, '--save', saved, '--threads', str(self.build_options.get('threads', 1))], running, exchange.all)
            finally:
                self.running = None
            self.say(exchange, answer)
            with np.load(saved) as arrays:
                state.fill(exchange.all, arrays, running.given, running.own)
                end = float(arrays['time'])
        for one in exchange.all:
            if isinstance(one, Group):
                one._check_for_invalid_states()
            if isinstance(one, StateMonitor):
                one.codeobj = state.Sample(one, exchange.written.run_namespace)
        return end if exchange.network._stopped or Network._globally_stopped else None

    # Random numbers of a run follow from the state of NumPy's generator, which stays as it is: what a script draws itself does not depend on the device.
    def _seed(self):
        kind, words, place, *_ = np.random.get_state()
        told = f'{kind} {place} {self.runs} '.encode() + np.asarray(words).tobytes()
        return int.from_bytes(hashlib.sha256(told).digest()[:8], 'little')


class NeuroMLDevice(RecordsActions, Device):
    """Exports networks to NeuroML 2/LEMS in place of running them.

    Options of ``set_device('neuroml2', filename='model.xml', lems_const_save=True)``: ``filename`` of the model, and whether ``LEMSUnitsConstants.xml`` is
    written beside it; ``skip_unsupported``, ``prefer_standard_types`` and ``compat`` are those of ``neuroglot export``. The file is written by each ``run``, with
    all runs so far; with ``build_on_run=False`` by ``device.build()`` alone, to which options can be given, too.
    """

    name, options = 'neuroml2', {'filename': None, 'lems_const_save': True, 'skip_unsupported': False, 'prefer_standard_types': False, 'compat': None}

    def __init__(self):
        super().__init__()
        self.reinit()

    def reinit(self):
        super().reinit()
        self.actions = Actions()
        self.runs = []
        #: The objects as each of the runs has found them.
        self.stated = []
        self.exchange = None

    def spike_queue(self, source_start, source_end):
        return state.EventsUnderWay()

    def network_run(self, network, duration, report=None, report_period=10*second, namespace=None, profile=None, level=0):
        """Takes a run down: what Brian calls for ``run``."""
        if namespace is None:
            namespace = get_local_namespace(level=level + 2)
        if self.exchange is not None and network.t_ == 0:
            # Another network, or new objects for the next file.
            self.runs, self.stated, self.said = [], [], set()
        self.exchange = Exchange(network, duration, namespace, calls_back=False)
        self.stated.append(self.exchange.written.objects)
        self.runs.append(self.exchange.run(self.actions.take(self.exchange.all, first=not self.runs)))
        if self.build_on_run:
            self.build(direct_call=False)
        self.exchange.finish()

    def build(self, filename=None, direct_call=True, **options):
        """Writes the file; options are those of ``set_device``, which hold where none are given."""
        if direct_call and self.build_on_run:
            raise RuntimeError('The file is written by run(); to write it by build(), say set_device(…, build_on_run=False).')
        options = {**self.options, **self.build_options, **self.checked(options)}
        filename = filename or options['filename']
        if not filename:
            raise NeuroglotError("The export needs a name for its file: set_device('neuroml2', filename='model.xml').")
        if self.exchange is None:
            raise NeuroglotError('There is nothing to export: no network has been run.')
        constants = os.path.join(os.path.dirname(os.path.abspath(filename)), 'LEMSUnitsConstants.xml')
        were_there = os.path.exists(constants)
        with tempfile.TemporaryDirectory(prefix='neuroglot') as folder:
            path = os.path.join(folder, 'network.brian.json')
            objects, runs, told = together(self.runs, self.stated, self.exchange.all)
            write(self.exchange.content(runs, objects=objects), path)
            words = ['--skip-unsupported']*bool(options['skip_unsupported']) + ['--prefer-standard-types']*bool(options['prefer_standard_types'])
            words += ['--compat', options['compat']] if options['compat'] else []
            answer = call(['export', path, '--to', 'neuroml2', '--out', filename, *words], self.exchange.all)
        self.say(self.exchange, answer, told)
        if not options['lems_const_save'] and not were_there and os.path.exists(constants):
            os.remove(constants)


def _reporter(report):
    if report in ('text', 'stdout', 'stderr'):
        import sys
        return TextReport(sys.stderr if report == 'stderr' else sys.stdout)
    if isinstance(report, str):
        raise ValueError(f'Do not know how to handle report argument "{report}".')
    return report
