"""Synapses by the neurons that they connect, by conditions and by the number among those of a pair, in assignments, in monitors and in what is read afterwards."""
from brian2 import *

cells = NeuronGroup(12, 'dv/dt = (1.1 + 0.05*i - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')
others = NeuronGroup(6, 'dv/dt = -v/(10*ms) : 1', threshold='v > 0.4', reset='v = 0', method='exact')
first, second_half = cells[:6], cells[6:]
there = Synapses(first, second_half, '''w : 1
                                        heard : integer''', on_pre='''v_post += w
                                                                      heard += 1''', on_post='w *= 0.99', multisynaptic_index='k')
there.connect(j='k for k in range(N_post) if k != i', n=2)
there.w = '0.01*(i + 1) + 0.001*j + 0.0001*k'
back = Synapses(second_half, first, 'w : 1', on_pre='v_post -= w')
back.connect('i <= j')
back.w[3, :] = 0.2
back.w[:, 5] = 0.1
back.w['i == 0'] = 'rand()'
back.w[0:2] = 0.05
there.delay[2, :] = 2*ms
there.delay['i == 3 and k == 1'] = '1*ms + j*0.1*ms'
out = Synapses(second_half, others, on_pre='v_post += 0.1')
out.connect(i=np.arange(6), j=np.arange(6)[::-1])
spikes, others_spikes = SpikeMonitor(cells), SpikeMonitor(others)
weights = StateMonitor(there, 'w', record=there['i == j + 1'])
back_weights = StateMonitor(back, 'w', record=back[3, :])
run(60*ms)
rows = np.concatenate([there.w[3, :], there.w[2, 3], there.w['k == 1 and i > 3'], there.delay[2, :]/ms, there.k[:10], there.N_incoming[:5], there.v_post[:4]])
