"""A threshold that each spike raises, and that an input crosses now and then."""
from brian2 import *
import numpy as np

rng = np.random.RandomState(5)
steps = np.unique(rng.randint(0, 3000, 400))
ext = SpikeGeneratorGroup(1, np.zeros(len(steps), dtype=int), steps*0.1*ms)
IF = NeuronGroup(1, '''dv/dt = -v/(10*ms) : volt
                       dvt/dt = (10*mV - vt)/(15*ms) : volt''', threshold='v > vt', reset='''v = 0*mV
                                                                                       vt += 3*mV''', method='exact')
IF.vt = 10*mV
C = Synapses(ext, IF, on_pre='v += 3*mV')
C.connect()
Mv = StateMonitor(IF, 'v', record=True)
Mvt = StateMonitor(IF, 'vt', record=True)
spikes = SpikeMonitor(IF, variables=['v', 'vt'])
run(300*ms)
