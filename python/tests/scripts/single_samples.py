"""Samples that a script takes itself after a run, of values, of subexpressions with names of the script, of shared variables and of synapses."""
from brian2 import *

tau = 10*ms
drive = 1.3
group = NeuronGroup(4, '''dv/dt = (drive - v)/tau : 1
                          gap = drive - v : 1
                          level : 1 (shared)''', threshold='v > 1', reset='v = 0', method='exact')
group.v = 'i*0.1'
group.level = 3
group.run_regularly('level += 1', dt=5*ms)
synapses = Synapses(group, group[1:3], 'w : 1', on_pre='w += 1')
synapses.connect()
trace = StateMonitor(group, ['v', 'gap', 'level'], record=[1, 3])
part = StateMonitor(group[1:], 'v', record=[0, 2])
weights = StateMonitor(synapses, 'w', record=[0, 5], dt=1*ms)
spikes = SpikeMonitor(group)
run(20*ms)
trace.record_single_timestep()
part.record_single_timestep()
weights.record_single_timestep()
run(3*ms)
