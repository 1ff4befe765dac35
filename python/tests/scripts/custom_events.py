"""Events other than spikes, with code for them, recorded and passed on."""
from brian2 import *

G = NeuronGroup(4, '''dv/dt = (1.5 + 0.2*i - v)/(10*ms) : 1 (unless refractory)
                      low : 1
                      seen : integer''', threshold='v > 1.2', reset='v = 0', refractory='(2 + i)*ms',
                events={'half': 'v > 0.5 and seen == 0', 'lively': 'v > 0.9'}, method='euler')
G.run_on_event('half', '''seen = 1
                          low += 0.1''')
G.run_on_event('lively', 'low -= 0.01', when='end')
regular = G.run_regularly('seen = 0', dt=5*ms)
spikes = SpikeMonitor(G)
half = EventMonitor(G, 'half', variables='low')
lively = EventMonitor(G[1:3], 'lively', record=False)
H = NeuronGroup(4, 'y : 1')
S = Synapses(G, H, on_pre={'fromhalf': 'y_post += 1', 'fromspike': 'y_post += 10'}, on_event={'fromhalf': 'half', 'fromspike': 'spike'})
S.connect(j='i')
trace = StateMonitor(G, ['v', 'low', 'seen'], record=True)
counts = StateMonitor(H, 'y', record=True, when='end')
run(80*ms)
