"""Neurons that read a variable of others, and values that are shared by a group."""
from brian2 import *

drive = NeuronGroup(3, 'dx/dt = (1 + i - x)/(20*ms) : 1', method='exact')
one = NeuronGroup(1, 'dy/dt = (2*cos(2*pi*t*30*Hz) - y)/(5*ms) : 1', method='euler')
G = NeuronGroup(6, '''dv/dt = (x + y + 0.1*scaled + offset - v)/(10*ms) : 1
                      x : 1 (linked)
                      y : 1 (linked)
                      swing = tanh(y) : 1 (shared)
                      scaled = swing*x : 1
                      offset : 1 (shared)''', threshold='v > 1.5', reset='v = 0', method='euler')
G.x = linked_var(drive, 'x', index=[0, 1, 2, 2, 1, 0])
G.y = linked_var(one, 'y')
G.offset = 0.3
trace = StateMonitor(G, ['v', 'x', 'y', 'scaled'], record=True)
spikes = SpikeMonitor(G)
run(60*ms)
G.offset = 0.6
run(60*ms)
