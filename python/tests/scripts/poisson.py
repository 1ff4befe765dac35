"""Random input in the run itself: numbers of spikes agree as far as chance lets them."""
from brian2 import *

random_in_run = True
seed(2)
P = PoissonGroup(200, rates='(20 + 60*int(i >= 100))*Hz')
Q = PoissonGroup(100, rates=40*Hz)
G = NeuronGroup(100, 'dv/dt = (-v + 0.2*xi*sqrt(10*ms))/(10*ms) : 1', threshold='v > 1', reset='v = 0', refractory=2*ms, method='euler')
drive = PoissonInput(G, 'v', 100, 25*Hz, weight=0.05)
S = Synapses(P, G, on_pre='v += 0.1')
S.connect(j='i % N_post')
slow, fast, other, cells = SpikeMonitor(P[:100]), SpikeMonitor(P[100:]), SpikeMonitor(Q, record=False), SpikeMonitor(G)
rate = PopulationRateMonitor(G)
run(500*ms)
