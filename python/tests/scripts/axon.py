"""The axon of Hodgkin and Huxley as a cable: a current at one end for a while, and spikes where it is recorded."""
from brian2 import *

morpho = Cylinder(length=10*cm, diameter=2*238*um, n=200, type='axon')
El, ENa, EK = 10.613*mV, 115*mV, -12*mV
gl, gNa0, gK = 0.3*msiemens/cm**2, 120*msiemens/cm**2, 36*msiemens/cm**2
eqs = '''
Im = gl * (El-v) + gNa * m**3 * h * (ENa-v) + gK * n**4 * (EK-v) : amp/meter**2
I : amp (point current)
dm/dt = alpham * (1-m) - betam * m : 1
dn/dt = alphan * (1-n) - betan * n : 1
dh/dt = alphah * (1-h) - betah * h : 1
alpham = (0.1/mV) * 10*mV/exprel((-v+25*mV)/(10*mV))/ms : Hz
betam = 4 * exp(-v/(18*mV))/ms : Hz
alphah = 0.07 * exp(-v/(20*mV))/ms : Hz
betah = 1/(exp((-v+30*mV) / (10*mV)) + 1)/ms : Hz
alphan = (0.01/mV) * 10*mV/exprel((-v+10*mV)/(10*mV))/ms : Hz
betan = 0.125*exp(-v/(80*mV))/ms : Hz
gNa : siemens/meter**2
'''
neuron = SpatialNeuron(morphology=morpho, model=eqs, method='exponential_euler', threshold='v > 40*mV', threshold_location=morpho[7*cm],
                       refractory='v > 40*mV', Cm=1*uF/cm**2, Ri=35.4*ohm*cm)
neuron.v = 0*mV
neuron.h = 1
neuron.m = 0
neuron.n = .5
neuron.I = 0*amp
neuron.gNa = gNa0
trace = StateMonitor(neuron, ['v', 'Im', 'Ic'], record=[0, 50, 150])
spikes = SpikeMonitor(neuron)
defaultclock.dt = 0.02*ms
run(5*ms)
neuron.I[0] = 1*uA
run(3*ms)
neuron.I = 0*amp
neuron.gNa[neuron.N//2:] = gNa0*1.1
neuron.Ri = 30*ohm*cm
run(20*ms)
