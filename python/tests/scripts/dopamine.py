"""Plasticity gated by dopamine, whose neurons have synapses at the plastic synapses."""
from brian2 import *

tau_c, tau_d = 1000*ms, 200*ms
dose = 5e-3
dopamine = SpikeGeneratorGroup(1, [0, 0], [60, 120]*ms)
inputs = SpikeGeneratorGroup(2, [0, 1]*20, np.repeat(np.arange(20)*10 + 3, 2)*ms + np.tile([0, 2], 20)*ms)
neurons = NeuronGroup(2, '''dv/dt = (ge*(0*mV - v) - 74*mV - v)/(20*ms) : volt
                            dge/dt = -ge/(5*ms) : 1''', threshold='v > -54*mV', reset='v = -60*mV', method='euler')
neurons.v = -60*mV
drive = Synapses(inputs, neurons, on_pre='v += 12*mV')
drive.connect(j='i')
plastic = Synapses(neurons, neurons, '''dc/dt = -c/tau_c : 1 (clock-driven)
                                        dd/dt = -d/tau_d : 1 (clock-driven)
                                        ds/dt = c*d/(10*ms) : 1 (clock-driven)
                                        dApre/dt = -Apre/(20*ms) : 1 (event-driven)
                                        dApost/dt = -Apost/(20*ms) : 1 (event-driven)''',
                   on_pre='''ge += s
                             Apre += 0.01
                             c = clip(c + Apost, -1, 1)''',
                   on_post='''Apost -= 0.0105
                              c = clip(c + Apre, -1, 1)''', method='euler')
plastic.connect(i=[0, 1], j=[1, 0])
plastic.s = 1e-10
reward = Synapses(dopamine, plastic, on_pre='d_post += dose', delay=3*ms)
reward.connect()
trace = StateMonitor(plastic, ['c', 'd', 's', 'Apre'], record=True)
spikes = SpikeMonitor(neurons)
run(200*ms)
