"""Groups, synapses and monitors with time steps of their own, and a default that changes between runs."""
from brian2 import *

slow = NeuronGroup(3, 'dv/dt = (1.2 + 0.1*i - v)/(8*ms) : 1', threshold='v > 1', reset='v = 0', dt=0.5*ms, method='exact')
fast = NeuronGroup(2, 'dv/dt = -v/(5*ms) : 1', threshold='v > 1.1', reset='v = 0', method='euler')
S = Synapses(slow, fast, on_pre='v_post += 0.45', delay=1*ms)
S.connect()
spikes_slow, spikes_fast = SpikeMonitor(slow), SpikeMonitor(fast)
coarse = StateMonitor(fast, 'v', record=True, dt=2*ms)
fine = StateMonitor(slow, 'v', record=True)
fast.run_regularly('v += 0.01', dt=1*ms, when='end', order=2)
run(40*ms)
defaultclock.dt = 0.05*ms
run(20*ms)
