# Conditions in arithmetic, parts of groups, and objects that are switched off between runs.
from brian2 import *

group = NeuronGroup(10, '''dv/dt = (drive*on - v)/(8*ms) : 1
                           drive : 1
                           on : boolean
                           n : integer''', threshold='v > 1', reset='v = 0; n = n + on', method='exact')
group.drive = '1.2 + 0.1*i'
group.on = 'i % 2 == 0'
first, rest = group[:4], group[4:]
first.drive = 'drive + 0.1*i'
rest.v = '0.1*i/N'
of_first, of_rest = SpikeMonitor(first), SpikeMonitor(rest)
rate = PopulationRateMonitor(rest)
synapses = Synapses(first, rest, on_pre='v_post += 0.3*on_post')
synapses.connect(j='i')
decay = rest.run_regularly('drive = clip(drive - 0.001*i, 1.0, 3)', dt=2*ms)
trace = StateMonitor(rest, 'v', record=[1, 2], dt=1*ms, when='end')
run(40*ms)
decay.active = False
group.on = True
of_first.active = False
run(40*ms)
