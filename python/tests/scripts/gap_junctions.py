"""Neurons coupled by currents that are summed over synapses."""
from brian2 import *

v0 = 1.05
tau = 10*ms
neurons = NeuronGroup(10, '''dv/dt = (v0 - v + Igap)/tau : 1
                             Igap : 1''', threshold='v > 1', reset='v = 0', method='euler')
neurons.v = 'i*1.0/(N - 1)'
trace = StateMonitor(neurons, ['v', 'Igap'], record=[0, 5])
spikes = SpikeMonitor(neurons)
S = Synapses(neurons, neurons, '''w : 1
                                  Igap_post = w*(v_pre - v_post) : 1 (summed)''')
S.connect('i != j')
S.w = .02
run(200*ms)
