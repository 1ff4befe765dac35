"""A cell with a soma, an axon that branches, and a dendrite; synapses onto chosen compartments of both."""
from brian2 import *

morpho = Soma(30*um)
morpho.axon = Cylinder(diameter=1*um, n=30, length=300*um)
morpho.axon.L = Cylinder(diameter=0.6*um, n=10, length=100*um)
morpho.axon.R = Cylinder(diameter=0.8*um, n=12, length=120*um)
morpho.dendrite = Section(diameter=[4, 3, 2, 1]*um, n=3, length=[40, 40, 40]*um)
gL, EL, ENa, EK = 1e-4*siemens/cm**2, -70*mV, 50*mV, -90*mV
gNa0, gK0 = 60*msiemens/cm**2, 20*msiemens/cm**2
eqs = '''
Im = gL*(EL - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) : amp/meter**2
Is = gs*(0*mV - v) : amp (point current)
dgs/dt = -gs/(2*ms) : siemens
dm/dt = (minf - m)/(0.1*ms) : 1
dh/dt = (hinf - h)/(1*ms) : 1
dn/dt = (ninf - n)/(1.5*ms) : 1
minf = 1/(1 + exp(-(v + 38*mV)/(7*mV))) : 1
hinf = 1/(1 + exp((v + 62*mV)/(6*mV))) : 1
ninf = 1/(1 + exp(-(v + 45*mV)/(9*mV))) : 1
gNa : siemens/meter**2
gK : siemens/meter**2
'''
neuron = SpatialNeuron(morpho, eqs, threshold='v > -20*mV', threshold_location=morpho.axon.L[90*um], refractory='v > -30*mV',
                       method='exponential_euler', Cm=1*uF/cm**2, Ri=100*ohm*cm)
neuron.v = EL
neuron.h, neuron.n = 0.7, 0.05
neuron.main.gNa = gNa0
neuron.main.gK = gK0
neuron.axon.gNa = 2*gNa0
neuron.axon.gK = gK0
neuron.dendrite.gNa = 0.1*gNa0
source = SpikeGeneratorGroup(3, [0, 1, 2, 0, 1, 2], [1, 2, 10, 20, 21, 22]*ms)
S = Synapses(source, neuron, 'w : siemens', on_pre='gs_post += w')
S.connect(i=[0, 1, 2], j=[55, 54, 42])
S.w = 60*nS
S.w[2] = 15*nS
onto = Synapses(source, neuron.axon.main[100*um:150*um], on_pre='gs += 2*nS', delay=1*ms)
onto.connect('i == 0 and j < 3')
sink = NeuronGroup(1, 'x : 1')
back = Synapses(neuron, sink, on_pre='x += 1')
back.connect()
spikes = SpikeMonitor(neuron)
trace = StateMonitor(neuron, ['v', 'Is'], record=[0, 25, 40, 54])
axon = StateMonitor(neuron.axon.R, 'v', record=True)
defaultclock.dt = 0.02*ms
run(40*ms)
