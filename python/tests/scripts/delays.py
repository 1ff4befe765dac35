"""Several pathways with delays of their own, one for all or one for each synapse, and events on their way between runs."""
from brian2 import *

source = NeuronGroup(5, 'dx/dt = (1 + i*0.1)/(7*ms) : 1', threshold='x > 1', reset='x = 0', method='euler')
target = NeuronGroup(4, 'dv/dt = -v/(20*ms) : 1', threshold='v > 2.5', reset='v = 0', method='exact')
S = Synapses(source, target[1:3], 'w : 1', on_pre={'early': 'v += w', 'late': 'v -= 0.3*w'}, on_post={'back': 'w *= 0.99'},
             delay={'early': 2*ms, 'back': 0.7*ms})
S.connect(j='k for k in range(N_post) if (i + k) % 3 != 1')
S.late.delay = '(1 + 2*i + j)*ms'
S.w = '0.5 + 0.1*i - 0.05*j'
target_spikes = SpikeMonitor(target)
part = SpikeMonitor(target[1:])
source_spikes = SpikeMonitor(source)
trace = StateMonitor(target, 'v', record=True)
weights = StateMonitor(S, 'w', record=True)
run(30*ms)
S.w[0, :] = 2
run(17*ms)
target.v = 'v + 0.25*i'
run(23*ms)
