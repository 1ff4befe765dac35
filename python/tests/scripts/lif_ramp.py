"""Leaky neurons with currents that rise from neuron to neuron."""
from brian2 import *

n = 100
tau = 10*ms
group = NeuronGroup(n, '''dv/dt = (v0 - v)/tau : volt (unless refractory)
                          v0 : volt''', threshold='v > 10*mV', reset='v = 0*mV', refractory=5*ms, method='exact')
group.v = 0*mV
group.v0 = '20*mV * i / (N - 1)'
trace = StateMonitor(group, 'v', record=[2, 63])
spikes = SpikeMonitor(group)
rate = PopulationRateMonitor(group)
run(200*ms)
