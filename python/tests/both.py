"""Runs a script on Brian's own NumPy target and on Neuroglot, and keeps what its monitors and groups hold afterwards."""

import gc
import json
import os
import runpy
import sys
import warnings
from unittest import mock

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
warnings.filterwarnings('ignore')

import brian2  # noqa: E402
from brian2.devices.device import set_device  # noqa: E402

import neuroglot.brian2  # noqa: E402,F401
from neuroglot import devices, state  # noqa: E402
from schema import problems  # noqa: E402

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'scripts')

brian2.BrianLogger.suppress_hierarchy('brian2')
brian2.prefs.codegen.target = 'numpy'


def run(script, device, **options):
    """What a script leaves: a dictionary of arrays for each of its monitors and groups, by the name in the script; other names as they are."""
    set_device(device, **options)
    brian2.start_scope()
    brian2.seed(1)
    brian2.defaultclock.dt = 0.1*brian2.ms
    with mock.patch.object(devices, 'write', written(devices.write)):
        names = runpy.run_path(os.path.join(SCRIPTS, script + '.py'))
    left = {name: kept(one) for name, one in names.items() if not name.startswith('_') and getattr(brian2, name, None) is not one}
    left = {name: one for name, one in left.items() if one is not None}
    # Objects of the next run get the same names only when these are gone.
    names.clear()
    brian2.start_scope()
    gc.collect()
    set_device('runtime')
    return left


def written(write):
    """Writes an exchange file as ``write`` does, and checks it against the schema."""
    def checked(content, path):
        write(content, path)
        with open(path, encoding='utf-8') as file:
            found = list(problems(json.load(file)))
        assert not found, '\n'.join(found)
    return checked


def kept(one):
    """The arrays of an object of Brian; numbers, lists and arrays of the script as arrays; None for anything else."""
    if isinstance(one, brian2.EventMonitor):
        arrays = {'count': one.count[:], 'num_events': one.num_events}
        if one.record:
            arrays.update({name: getattr(one, name + '_')[:] for name in one.record_variables})
    elif isinstance(one, brian2.StateMonitor):
        arrays = {'t': one.t_[:], **{name: getattr(one, name + '_') for name in one.record_variables}}
    elif isinstance(one, brian2.PopulationRateMonitor):
        arrays = {'t': one.t_[:], 'rate': one.rate_[:]}
    elif isinstance(one, (brian2.NeuronGroup, brian2.Synapses)):
        # The volumes of a spatial neuron are 0 in Brian 2.5.
        arrays = {name: getattr(one, name + '_')[:] for name in state.variables(one) if not (isinstance(one, brian2.SpatialNeuron) and name == 'volume')}
    elif isinstance(one, brian2.Network):
        arrays = {'t': one.t_}
    elif isinstance(one, (bool, int, float, list, np.ndarray)) and not isinstance(one, brian2.Unit):
        try:
            arrays = {'value': np.asarray(one, dtype=float)}
        except (TypeError, ValueError):
            return None
    else:
        return None
    return {name: np.array(values) for name, values in arrays.items()}
