"""Excitation and inhibition through two exponential currents; wiring and beginnings are drawn before the run."""
from brian2 import *

seed(11)
taum, taue, taui = 20*ms, 5*ms, 10*ms
Vt, Vr, El = -50*mV, -60*mV, -49*mV
P = NeuronGroup(200, '''dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
                        dge/dt = -ge/taue : volt
                        dgi/dt = -gi/taui : volt''', threshold='v > Vt', reset='v = Vr', refractory=5*ms, method='exact')
P.v = 'Vr + rand()*(Vt - Vr)'
Ce = Synapses(P, P, on_pre='ge += 1.62*mV')
Ci = Synapses(P, P, on_pre='gi -= 9*mV')
Ce.connect('i < 160', p=0.2)
Ci.connect('i >= 160', p=0.2)
spikes = SpikeMonitor(P)
rate = PopulationRateMonitor(P)
trace = StateMonitor(P, ['v', 'ge', 'gi'], record=[0, 199])
run(100*ms)
