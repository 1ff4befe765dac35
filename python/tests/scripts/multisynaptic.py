"""Several synapses between the same two neurons, told apart by a number."""
from brian2 import *

source = NeuronGroup(3, 'dx/dt = 1/(9*ms) : 1', threshold='x > 1', reset='x = 0', method='euler')
source.x = 'i*0.2'
target = NeuronGroup(2, 'dv/dt = -v/(10*ms) : 1', method='exact')
S = Synapses(source, target, 'w : 1', on_pre='v += w*(copy + 1)', multisynaptic_index='copy')
S.connect('i != j', n=2)
S.connect(i=[0, 0], j=[0, 0])
S.delay = 'copy*ms + 0.3*i*ms'
S.w = '1 + 0.1*copy'
trace = StateMonitor(target, 'v', record=True)
spikes = SpikeMonitor(source)
run(60*ms)
