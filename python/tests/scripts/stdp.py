"""Plasticity that depends on the times of spikes, with traces that are kept by events alone."""
from brian2 import *
import numpy as np

rng = np.random.RandomState(3)
n = 30
taupre = taupost = 20*ms
gmax = .01
dApre = .01
dApost = -dApre*taupre/taupost*1.05*gmax
dApre *= gmax
steps = np.sort(rng.choice(2000*n, 400, replace=False))
source = SpikeGeneratorGroup(n, steps % n, (steps // n)*0.1*ms)
target = NeuronGroup(2, '''dv/dt = (ge*(-v) - v - 74*mV)/(10*ms) : volt
                           dge/dt = -ge/(5*ms) : 1''', threshold='v > -54*mV', reset='v = -60*mV', method='euler')
target.v = -60*mV
S = Synapses(source, target, '''w : 1
                                dApre/dt = -Apre/taupre : 1 (event-driven)
                                dApost/dt = -Apost/taupost : 1 (event-driven)''',
             on_pre='''ge += w*200
                       Apre += dApre
                       w = clip(w + Apost, 0, gmax)''',
             on_post='''Apost += dApost
                        w = clip(w + Apre, 0, gmax)''')
S.connect()
S.w = 'rand()*gmax'
weights = StateMonitor(S, 'w', record=[0, 7, 31], dt=1*ms)
spikes = SpikeMonitor(target)
run(200*ms)
