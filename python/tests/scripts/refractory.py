"""Refractory periods as a time, a text, a variable of the neuron, and a condition."""
from brian2 import *

eqs = '''dv/dt = (2 - v)/(5*ms) : 1 (unless refractory)
         dw/dt = -w/(30*ms) : 1
         ref : second'''
fixed = NeuronGroup(3, eqs, threshold='v > 1', reset='v = 0; w += 1', refractory=3.25*ms, method='exact')
text = NeuronGroup(3, eqs, threshold='v > 1', reset='v = 0; w += 1', refractory='1*ms + w*ms', method='exact')
own = NeuronGroup(3, eqs, threshold='v > 1', reset='v = 0; ref *= 0.9', refractory='ref', method='exact')
while_high = NeuronGroup(3, 'dv/dt = (3*sin(2*pi*20*Hz*t + i) - v)/(5*ms) : 1', threshold='v > 0.5', refractory='v > 0.2', method='euler')
own.ref = '(1 + i)*2*ms'
fixed_spikes, text_spikes, own_spikes, high_spikes = SpikeMonitor(fixed), SpikeMonitor(text), SpikeMonitor(own), SpikeMonitor(while_high)
trace = StateMonitor(text, ['v', 'w', 'not_refractory', 'lastspike'], record=True)
run(100*ms)
