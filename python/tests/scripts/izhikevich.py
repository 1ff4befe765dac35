"""Two kinds of neurons all coupled to each other, with input that code renews in every step from numbers drawn before."""
from brian2 import *
import numpy as np

rng = np.random.RandomState(21)
Ne, Ni = 32, 8
re, ri = rng.rand(Ne), rng.rand(Ni)
noise = TimedArray(rng.randn(200, Ne + Ni), dt=1*ms)
defaultclock.dt = 0.5*ms
G = NeuronGroup(Ne + Ni, '''dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/ms : 1
                            du/dt = a*(b*v - u)/ms : 1
                            I : 1
                            strength : 1
                            a : 1
                            b : 1
                            c : 1
                            d : 1''', threshold='v >= 30', reset='v = c; u += d', method='euler')
E, I = G[:Ne], G[Ne:]
E.a, E.b, E.c, E.d, E.strength = 0.02, 0.2, -65 + 15*re**2, 8 - 6*re**2, 5
I.a, I.b, I.c, I.d, I.strength = 0.02 + 0.08*ri, 0.25 - 0.05*ri, -65, 2, 2
G.v = -65
G.u = 'b*v'
G.run_regularly('I = strength*noise(t, i)*1.5', dt=1*ms)
S = Synapses(G, G, 'w : 1', on_pre='I_post += w')
S.connect()
S.w = np.concatenate([10*rng.rand(Ne*(Ne + Ni)), -20*rng.rand(Ni*(Ne + Ni))])
spikes = SpikeMonitor(G)
rate = PopulationRateMonitor(E)
run(200*ms)
smooth = rate.smooth_rate(width=5*ms)/Hz
