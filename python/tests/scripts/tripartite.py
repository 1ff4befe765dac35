"""Astrocytes that sense synapses and change them: synapses that end at other synapses, on either side."""
from brian2 import *

source = NeuronGroup(6, 'dv/dt = (1.2 + 0.1*i - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
target = NeuronGroup(4, '''dv/dt = (g - v)/(10*ms) : 1
                           dg/dt = -g/(5*ms) : 1''', threshold='v > 0.3', reset='v = 0', method='exact')
S = Synapses(source, target, '''dy/dt = -y/(30*ms) : 1 (clock-driven)
                                gate : 1
                                closed : 1
                                waves : 1
                                cell : integer (constant)''', on_pre='''y += 0.3
                                                                        g_post += 0.5*(1 - clip(gate, 0, 1))''', method='exact')
S.connect('(i + j) % 2 == 0')
S.cell = 'i % 3'
astrocytes = NeuronGroup(3, '''dca/dt = (released - ca)/(50*ms) : 1
                               released : 1''', threshold='ca > 0.5', reset='ca = 0.2', method='euler')
sense = Synapses(S, astrocytes, 'released_post = 2*y_pre/N_incoming : 1 (summed)')
sense.connect('cell_pre == j')
act = Synapses(astrocytes, S, '''share : 1
                                 gate_post = share*ca_pre : 1 (summed)''', on_pre='waves += share/N_post', delay=2*ms)
act.connect('i == cell_post and i_post != j_post')
act.share = '0.5 + 0.1*j'
near = Synapses(astrocytes, S, on_pre='closed_post = clip(closed_post + 0.25, 0, 1)')
near.connect('i == j_post', p=1)
M = StateMonitor(S, ['y', 'gate', 'waves'], record=True)
A = StateMonitor(astrocytes, ['ca', 'released'], record=True)
spikes = SpikeMonitor(target)
calcium = SpikeMonitor(astrocytes)
run(60*ms)
S.connect(i=[1, 3], j=[0, 2])
act.connect(i=0, j=len(S) - 1)
run(60*ms)
