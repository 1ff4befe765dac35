"""A loop over values with store and restore, in memory and in a file, with names given to each run."""
import os
import tempfile

from brian2 import *

cells = NeuronGroup(30, '''dv/dt = (drive - v + ge)/taum : 1 (unless refractory)
                           dge/dt = -ge/taue : 1
                           drive : 1''', threshold='v > 1', reset='v = 0', refractory='pause', method='exact', namespace={'taum': 10*ms, 'taue': 5*ms})
cells.drive = '1.05 + 0.02*i'
synapses = Synapses(cells, cells, 'w : 1', on_pre='ge += w', delay=1.5*ms)
synapses.connect('i != j', p=0.2)
spikes = SpikeMonitor(cells)
network = Network(cells, synapses, spikes)
network.store('begin')
counts = []
for weight in (0.01, 0.05, 0.2):
    network.restore('begin')
    synapses.w = weight
    for pause in (1*ms, 4*ms):
        network.run(30*ms, namespace={'pause': pause})
    counts.append(spikes.num_spikes)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'state')
    network.store(filename=path)
    network.run(20*ms, namespace={'pause': 2*ms})
    once = np.array(spikes.t/ms)
    network.restore(filename=path)
network.run(20*ms, namespace={'pause': 2*ms})
again = np.array(spikes.t/ms)
assert np.array_equal(once, again)
values = cells.get_states(['v', 'drive'], units=False)['v']
cells.set_states({'v': values/2})
network.run(5*ms, namespace={'pause': 2*ms})
