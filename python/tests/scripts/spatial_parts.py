"""What else can be done with the parts of a cell: code at a clock and at events of single compartments, inputs, links, and rest in between."""
from brian2 import *

morpho = Cylinder(diameter=2*um, length=100*um, n=5)
morpho.L = Cylinder(diameter=1*um, length=60*um, n=4)
morpho.R = Cylinder(diameter=1*um, length=40*um, n=3)
EL = -70*mV
neuron = SpatialNeuron(morpho, '''
Im = gL*(EL - v) + noise/area : amp/meter**2
gL : siemens/meter**2 (constant)
noise = 2*pA*sin(2*pi*50*Hz*t)*int(i >= 5) : amp
held = 1*pA*int(v < -69*mV) : amp (constant over dt)
shift = held : amp (point current)
dca/dt = (int(v > -60*mV) - ca)/(5*ms) : 1
count : 1
stim : amp (point current)
''', threshold='ca > 0.2', reset='ca = 0; count += 1', refractory=2*ms, method='euler', events={'high': 'v > -55*mV'}, Cm=1*uF/cm**2)
neuron.v = EL
neuron.gL = 2e-4*siemens/cm**2
neuron.run_on_event('high', 'v -= 3*mV')
neuron.L.run_regularly('stim = 8*pA*(i + 1)/N', dt=3*ms)
pulses = PoissonInput(neuron.R, 'stim', N=3, rate=0*Hz, weight=1*pA)
other = NeuronGroup(2, '''dx/dt = (seen - x)/(10*ms) : volt
seen : volt (linked)''', method='euler')
other.seen = linked_var(neuron, 'v', index=[0, 8])
spikes = SpikeMonitor(neuron, variables=['v'])
high = EventMonitor(neuron, 'high')
rate = PopulationRateMonitor(neuron)
trace = StateMonitor(neuron.L, ['v', 'ca', 'stim', 'Ic'], record=True, dt=0.5*ms)
run(15*ms)
neuron.main.stim[0] = 20*pA
run(15*ms)
neuron.active = False
run(2*ms)
neuron.active = True
run(8*ms)
