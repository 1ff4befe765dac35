# Plasticity, and a function that scales the weights onto each neuron every 10 ms.
from brian2 import *

times, neurons = np.divmod(np.arange(0, 20000, 53), 20)
inputs = SpikeGeneratorGroup(20, neurons, times*0.1*ms)
group = NeuronGroup(5, '''dv/dt = (ge - v)/(10*ms) : 1 (unless refractory)
                          dge/dt = -ge/(5*ms) : 1
                          dtheta/dt = -theta/(1000*ms) : 1''', threshold='v > 0.5 + theta', reset='v = 0; theta += 0.02', refractory=2*ms, method='euler')
synapses = Synapses(inputs, group, '''w : 1
                                      drecent/dt = -recent/(20*ms) : 1 (event-driven)''', on_pre='ge_post += w; recent = 1', on_post='w = clip(w + 0.05*(recent - 0.3), 0, 1)')
synapses.connect()
synapses.w = '0.1 + 0.3*((i*7 + j*3) % 11)/11.0'
spikes = SpikeMonitor(group)
sums = []


@network_operation(dt=10*ms)
def normalise():
    w = np.zeros((20, 5))
    w[synapses.i, synapses.j] = synapses.w
    sums.append(list(w.sum(axis=0)))
    w *= 4.0/w.sum(axis=0)
    synapses.w = w[synapses.i, synapses.j]


traces = StateMonitor(synapses, 'w', record=[0, 17, 42], dt=1*ms)
run(100*ms)
sums = np.array(sums)
