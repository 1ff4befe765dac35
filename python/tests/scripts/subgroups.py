"""Parts of groups as sources and targets, with code, monitors and values of their own."""
from brian2 import *

G = NeuronGroup(12, '''dv/dt = (gain - v)/(10*ms) : 1
                       gain : 1
                       label : integer''', threshold='v > 1', reset='v = 0', method='exact', name='cells')
left, middle, right = G[:4], G[4:9], G[9:]
left.gain = '1.1 + 0.1*i'
middle.gain = 1.05
right.gain['i > 0'] = 1.4
G.label = 'i // 4'
S = Synapses(left, middle, 'w : 1', on_pre='v += w')
S.connect(j='i')
S.w = 0.02
back = Synapses(middle, right, on_pre='v -= 0.05', on_post='gain_pre += 0.001', delay=0.5*ms)
back.connect('i >= j')
middle.run_regularly('gain += 0.0005*i', dt=2*ms)
all_spikes, left_spikes, right_spikes = SpikeMonitor(G), SpikeMonitor(left), SpikeMonitor(right)
rate = PopulationRateMonitor(middle)
trace = StateMonitor(right, ['v', 'gain'], record=[0, 2])
run(100*ms)
