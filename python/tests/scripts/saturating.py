"""Synapses that move a variable a part of the way to where it saturates, many at once, weights that code at a clock normalises, and bounds at infinity."""

from brian2 import *

sources = SpikeGeneratorGroup(8, [0, 1, 2, 3, 4, 5, 6, 7]*6, sorted([2*ms, 2*ms, 2*ms, 5*ms, 5*ms, 7*ms, 7*ms, 7.3*ms]*1)*6 + np.repeat(np.arange(6)*8*ms, 8))
cells = NeuronGroup(4, '''dv/dt = (5*clip(g, 0, inf)*(2 - v) - v)/(10*ms) : 1 (unless refractory)
                          dg/dt = -g/(4*ms) : 1
                          last : second''', threshold='v > 1 and t - last > 1.5*ms', reset='v = 0; last = t', refractory='1*ms + 0.3*ms*i', method='euler')
cells.last = -1*second
inputs = Synapses(sources, cells, 'w : 1', on_pre='g_post += w*(1 - g_post); w = clip(w + 0.02, 0, inf)')
inputs.connect()
inputs.w, inputs.delay = '0.1 + 0.05*((i + j) % 4)', '0.1*ms*((3*i + j) % 5)'
inputs.run_regularly('w *= 0.9', dt=5*ms)
mutual = Synapses(cells, cells, on_pre='v_post *= 0.5')
mutual.connect('i != j')

spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, ['v', 'g'], record=True)
weights = StateMonitor(inputs, 'w', record=[0, 7], dt=1*ms)
run(50*ms)
