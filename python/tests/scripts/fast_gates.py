"""Exponential Euler where a gate opens at once, so that the voltage stands in functions of itself, and pools that add up what others have added up."""

from brian2 import *

defaultclock.dt = 0.02*ms
C, g_leak, g_in, g_out = 1*uF, 0.1*msiemens, 20*msiemens, 9*msiemens
E_leak, E_in, E_out = -65*mV, 55*mV, -90*mV

cells = NeuronGroup(6, '''dv/dt = (g_leak*(E_leak - v) + g_in*open**3*close*(E_in - v) + g_out*n**4*(E_out - v) + drive - back*uA)/C : volt
                          open = 1/(1 + exp(-(v + 35*mV)/(7*mV))) : 1
                          dclose/dt = (1/(1 + exp((v + 55*mV)/(6*mV))) - close)/(1.5*ms) : 1
                          dn/dt = (1/(1 + exp(-(v + 30*mV)/(9*mV))) - n)/(1*ms) : 1
                          ds/dt = -s/(5*ms) : 1
                          drive : amp
                          back : 1''', threshold='v > -10*mV', reset='s += 1', refractory='v > -20*mV', method='exponential_euler')
cells.v, cells.close, cells.drive = '-65*mV + 1*mV*i', 0.6, '(4 + 0.5*i)*uA'

pools = NeuronGroup(2, 'level : 1', name='pools')
to_pools = Synapses(cells, pools, 'level_post = s_pre : 1 (summed)', name='to_pools')
to_pools.connect(j='i % 2')
from_pools = Synapses(pools, cells, 'back_post = 0.3*level_pre : 1 (summed)', name='from_pools')
from_pools.connect()

spikes = SpikeMonitor(cells)
trace = StateMonitor(cells, ['v', 'back'], record=[0, 5])
run(60*ms)
