"""Adaptive exponential neurons by four methods, with different parameters."""
from brian2 import *

C, gL, EL, VT, DeltaT = 281*pF, 30*nS, -70.6*mV, -50.4*mV, 2*mV
eqs = '''dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
         dw/dt = (a*(vm - EL) - w)/tauw : amp
         I : amp
         a : siemens (constant)
         b : amp (constant)
         tauw : second (constant)'''
groups = {}
for method in ('euler', 'rk2', 'rk4', 'heun'):
    groups[method] = NeuronGroup(3, eqs, threshold='vm > VT + 5*DeltaT', reset='vm = -60*mV; w += b', method=method)
    groups[method].vm = EL
    groups[method].I = [0.7, 1, 1.5]*nA
    groups[method].a = [4, 2, 0]*nS
    groups[method].b = '0.08*nA*(i + 1)'
    groups[method].tauw = [144, 20, 100]*ms
euler, rk2, rk4, heun = (SpikeMonitor(group) for group in groups.values())
trace = StateMonitor(groups['rk4'], ['vm', 'w'], record=True)
net = Network(*groups.values(), euler, rk2, rk4, heun, trace)
net.run(100*ms)
