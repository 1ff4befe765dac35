# Thresholds, resets, integrators and pathways at other places of a step than usual; code of parts of groups.
from brian2 import *

group = NeuronGroup(6, '''dv/dt = (1.5 - v)/(5*ms) : 1
                          x : 1
                          g : 1''', threshold='v > 1', reset='v = 0; x += 1', order=1, method='exact')
group.v = 'i*0.1'
group.thresholder['spike'].when = 'end'
group.resetter['spike'].when = 'after_end'
group.resetter['spike'].order = 3
group.state_updater.when = 'before_synapses'
target = NeuronGroup(6, 'g : 1\ny : 1')
synapses = Synapses(group, target, 'w : 1\ng_post = w*v_pre : 1 (summed)', on_pre='y_post += v_pre', on_post={})
synapses.connect(j='i')
synapses.w = 2
synapses.pre.when = 'start'
synapses.pre.order = 5
synapses.summed_updaters['g_post'].when = 'resets'
part = group[2:5]
part.run_regularly('g = i + 10*N', when='end', order=-3)
spikes = SpikeMonitor(group, 'v')
late = SpikeMonitor(group, 'v', when='after_end', order=4)
trace = StateMonitor(target, ['g', 'y'], record=True)
own = StateMonitor(group, 'v', record=True, when='end', order=2)
run(20*ms)
