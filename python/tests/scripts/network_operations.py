# Functions that look at values and monitors, change them, and end the run.
from brian2 import *

group = NeuronGroup(5, '''dv/dt = (drive - v)/(10*ms) : 1
                          drive : 1
                          told : 1
                          level : 1 (shared)''', threshold='v > 1', reset='v = 0', refractory=2*ms, method='exact')
group.drive = '1 + i*0.2'
target = NeuronGroup(5, 'dv/dt = -v/(5*ms) : 1', method='exact')
synapses = Synapses(group, target, 'w : 1', on_pre='v_post += w', delay=1*ms)
synapses.connect(j='i')
synapses.w = 0.5
poisson = PoissonGroup(4, rates=0*Hz)
never = SpikeMonitor(poisson)
spikes = SpikeMonitor(group)
trace = StateMonitor(group, ['v', 'drive'], record=[1, 3])
rate = PopulationRateMonitor(group)
both = StateMonitor(target, 'v', record=True)
seen = []


@network_operation(dt=5*ms)
def watch(t):
    seen.append([float(t/second), spikes.num_spikes, group.v[2], len(trace.t), float(rate.rate[-1]/Hz) if len(rate.t) else -1, spikes.count[4], defaultclock.t/ms])
    group.drive[0] += 0.1
    group.told = 'i + t/ms'
    group.level = len(seen)
    synapses.w[2] = 0.1*len(seen)
    group.v['i == 3'] = 0.25


@network_operation(when='end', order=2)
def end():
    if spikes.num_spikes >= 20:
        stop()


run(60*ms)
stopped_at = [float(defaultclock.t/second), float(magic_network.t/second)]
seen = [list(map(float, line)) for line in seen]
run(10*ms, report=None)
