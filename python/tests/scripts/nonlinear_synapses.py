"""Synapses with differential equations of their own, which saturate."""
from brian2 import *

a = 1/(10*ms)
b = 1/(10*ms)
c = 1/(10*ms)
source = NeuronGroup(2, 'dv/dt = 1/(10*ms) : 1', threshold='v > 1', reset='v = 0.0', method='euler')
source.v = [0, 0.5]
neurons = NeuronGroup(1, '''dv/dt = (g - v)/(10*ms) : 1
                            g : 1''', method='exact')
S = Synapses(source, neurons, '''w : 1
                                 dg_syn/dt = -a*g_syn + b*x*(1 - g_syn) : 1 (clock-driven)
                                 g_post = g_syn*w : 1 (summed)
                                 dx/dt = -c*x : 1 (clock-driven)''', on_pre='x += w', method='euler')
S.connect()
S.w = [1., 10.]
synaptic = StateMonitor(S, ['g_syn', 'x'], record=True)
trace = StateMonitor(neurons, ['v', 'g'], record=0)
spikes = SpikeMonitor(source)
run(100*ms)
