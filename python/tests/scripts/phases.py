"""A network in which objects are switched off, added and restored between runs."""
from brian2 import *

G = NeuronGroup(4, 'dv/dt = (1.3 + 0.1*i - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
H = NeuronGroup(4, 'dz/dt = -z/(15*ms) : 1', method='exact')
S = Synapses(G, H, 'w : 1', on_pre='z += w', delay=3*ms)
S.connect(j='i')
S.w = '1 + 0.5*j'
spikes = SpikeMonitor(G)
first = StateMonitor(H, 'z', record=True)
net = Network(G, H, S, spikes, first)
net.run(25*ms)
net.store()
S.active = False
net.run(15*ms)
S.active = True
late = StateMonitor(H, 'z', record=[1])
net.add(late)
first.active = False
net.run(20*ms)
G.active = False
net.run(10*ms)
ended = [float(z) for z in H.z]
net.remove(late)
G.active = first.active = True
net.restore()
net.run(20*ms)
