"""Currents and rates that follow values given beforehand, one for all or one for each neuron."""
from brian2 import *
import numpy as np

rng = np.random.RandomState(8)
current = TimedArray(np.cumsum(rng.randn(60))*0.1 + 1, dt=2*ms, name='current')
each = TimedArray(rng.rand(30, 5)*nA, dt=3.7*ms)
R = 20*Mohm
G = NeuronGroup(5, '''dv/dt = (R*I + current(t)*10*mV - v)/(10*ms) : volt
                      I = each(t, i) : amp''', threshold='v > 20*mV', reset='v = 0*mV', method='euler')
trace = StateMonitor(G, ['v', 'I'], record=True)
spikes = SpikeMonitor(G)
run(120*ms)
