# Custom events, pathways of several events, slots and orders, and events that are on their way when the time step changes.
from brian2 import *

group = NeuronGroup(4, '''dv/dt = (1.3 + 0.1*i - v)/(3*ms) : 1
                          x : 1
                          y : 1''', threshold='v > 1', reset='v = 0; y = x', method='euler', events={'middle': 'v > 0.5 and v < 0.55'})
group.run_on_event('middle', 'x += 1; v += 0.02', when='before_resets')
group.run_regularly('x *= 0.9', dt=1*ms, when='end', order=2)
synapses = Synapses(group, group, 'w : 1', on_pre={'push': 'v_post += 0.01*w', 'wane': 'w *= 0.99; y_post += w'}, on_post='w += 0.01', delay={'push': 0.5*ms},
                    on_event={'push': 'spike', 'wane': 'middle', 'post': 'spike'})
synapses.connect('i != j')
synapses.w = 1
synapses.wane.delay = '0.1*ms*i'
synapses.wane.order = 3
spikes = SpikeMonitor(group)
middles = EventMonitor(group, 'middle', variables=['v', 'x'])
traces = StateMonitor(group, ['v', 'x', 'y'], record=True, when='after_resets', order=1)
weights = StateMonitor(synapses, 'w', record=synapses[1, :])
rate = PopulationRateMonitor(group[1:3])
run(25*ms)
defaultclock.dt = 0.05*ms
run(5*ms)
