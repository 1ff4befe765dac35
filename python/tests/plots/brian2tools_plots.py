"""What the documentation of brian2tools does to show its plots, one after the other, with fewer neurons."""

from brian2 import *

from brian2tools import *

Vt = -50*mV
Vr = -60*mV
eqs = '''dv/dt = (ge+gi-(v + 49*mV))/(20*ms) : volt (unless refractory)
dge/dt = -ge/(5*ms) : volt
dgi/dt = -gi/(10*ms) : volt
'''
P = NeuronGroup(400, eqs, threshold='v>Vt', reset='v = Vr', refractory=5*ms, method='linear')
P.v = 'Vr + rand() * (Vt - Vr)'
P.ge = 0*mV
P.gi = 0*mV
we = (60*0.27/10)*mV
wi = (-20*4.5/10)*mV
Ce = Synapses(P[:320], P, on_pre='ge += we')
Ci = Synapses(P[320:], P, on_pre='gi += wi')
Ce.connect(p=0.1)
Ci.connect(p=0.1)
spike_mon = SpikeMonitor(P)
rate_mon = PopulationRateMonitor(P)
state_mon = StateMonitor(P, 'v', record=[0, 100, 300])
run(200*ms)

brian_plot(spike_mon)
plot_raster(spike_mon.i, spike_mon.t, time_unit=second, marker=',', color='k')
brian_plot(rate_mon)
plot_rate(rate_mon.t, rate_mon.smooth_rate(window='flat', width=10.1*ms), linewidth=3, color='gray')
brian_plot(state_mon)
brian_plot(state_mon[300])
ax = plot_state(state_mon.t, state_mon.v.T, var_name='membrane potential', lw=2)
ax.legend(['neuron 0', 'neuron 100', 'neuron 300'], frameon=False, loc='best')

# From here on subplot and tight_layout are those of matplotlib again.
from brian2 import *

group = NeuronGroup(100, 'dv/dt = -v / (10*ms) : volt', threshold='v > -50*mV', reset='v = -60*mV')
synapses = Synapses(group, group, 'w : volt', on_pre='v += w')
synapses.connect(j='i+k for k in sample(-10, 10, p=0.5) if k != 0', skip_if_invalid=True)
synapses.w = '(exp(-(i - j)**2/10.) + 0.5 * rand())*mV'
synapses.delay = '1*ms + 2*ms*rand()'

brian_plot(synapses)
big_group = NeuronGroup(1500, '')
many_synapses = Synapses(big_group, big_group)
many_synapses.connect(j='i+k for k in range(-300, 300) if rand() < exp(-(k/150.)**2)', skip_if_invalid=True)
brian_plot(many_synapses)
plot_synapses(synapses.i, synapses.j, plot_type='scatter', color='gray', marker='s')
subplot(1, 2, 1)
brian_plot(synapses.w)
subplot(1, 2, 2)
brian_plot(synapses.delay)
tight_layout()
ax = plot_synapses(synapses.i, synapses.j, synapses.w, var_name='synaptic weights', plot_type='scatter', cmap='hot')
add_background_pattern(ax)
ax.set_title('Recurrent connections')
synapses.connect(j='i+k for k in sample(-10, 10, p=0.5) if k != 0', skip_if_invalid=True)
brian_plot(synapses)

morpho = Morphology.from_file('51-2a.CNG.swc')
brian_plot(morpho)
plot_dendrogram(morpho)
plot_morphology(morpho)
plot_morphology(morpho, plot_3d=False)
plot_morphology(morpho, plot_3d=True, show_compartments=True,
                show_diameter=True, colors=('darkblue',))
