"""A cable without channels, of which each part is told by where it lies; a compartment counts when its potential passes a bound."""
from brian2 import *

shape = Section(diameter=linspace(3, 1, 21)*um, n=20, x=linspace(0, 400, 21)*um)
eqs = '''
Im = gL*(EL - v) + pump : amp/meter**2
pump = gP*(-80*mV - v)/(1 + exp((v + 60*mV)/(10*mV))) : amp/meter**2
gL : siemens/meter**2
gP : siemens/meter**2 (constant)
drive = I0*sin(2*pi*100*Hz*t)*int(x < 50*um) : amp (point current)
'''
EL, I0 = -70*mV, 0.5*nA
cable = SpatialNeuron(shape, eqs, threshold='v > -60*mV', reset='gL += 1e-5*siemens/cm**2', refractory=3*ms)
cable.v = EL
cable.gL = '1e-4*siemens/cm**2*(1 + distance/(200*um))'
cable.gP = 2e-5*siemens/cm**2
cable.Cm['x > 300*um'] = 1.5*uF/cm**2
spikes = SpikeMonitor(cable)
trace = StateMonitor(cable, ['v', 'gtot__private', 'time_constant', 'space_constant'], record=[0, 10, 19])
run(30*ms)
