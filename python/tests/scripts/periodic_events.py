"""Spikes that come again and again, other spikes between runs, events of a neuron's own with what they record, and synapses that wait for them."""
from brian2 import *

inputs = SpikeGeneratorGroup(4, [0, 1, 2, 3, 1], [0, 1, 2, 3, 3.5]*ms, period=5*ms)
group = NeuronGroup(4, '''dv/dt = -v/(10*ms) : 1
                          crossed_at : second
                          crossings : integer''', threshold='v > 1.5', reset='v = 0', method='exact',
                    events={'crossing': 'v > 1 and t - crossed_at > 3*ms', 'never': 'v < -1'})
group.crossed_at = -1*second
group.run_on_event('crossing', 'crossed_at = t; crossings += 1')
drive = Synapses(inputs, group, 'w : 1', on_pre='v += w')
drive.connect(j='i')
drive.connect(i=[0, 1], j=[2, 3])
drive.w = '0.3 + 0.1*i'
brake = Synapses(group, group, on_pre={'brake': 'v_post -= 0.2'}, on_event={'brake': 'crossing'}, delay={'brake': 1*ms})
brake.connect(i=1, j=[0, 2])
crossings = EventMonitor(group, 'crossing', variables=['v', 'crossings', 'crossed_at'])
none = EventMonitor(group, 'never')
spikes = SpikeMonitor(group, variables='v')
given = SpikeMonitor(inputs)
run(40*ms)
inputs.set_spikes([0, 3], [1, 5]*ms, period=10*ms)
run(30*ms)
first_values = list(crossings.values('v')[1])
trains = [len(train) for train in spikes.spike_trains().values()]
