"""A subexpression that holds for a step; the values that it takes were drawn before."""
from brian2 import *
import numpy as np

rng = np.random.RandomState(4)
drawn = TimedArray(rng.randn(1000, 3), dt=0.1*ms)
sigma = 0.4
G = NeuronGroup(3, '''dv/dt = (1 - v)/(10*ms) + push : 1
                      push = sigma*drawn(t, i)/ms : Hz (constant over dt)''', threshold='v > 1.5', reset='v = 0', method='euler')
spikes = SpikeMonitor(G)
trace = StateMonitor(G, ['v', 'push'], record=True)
run(100*ms)
