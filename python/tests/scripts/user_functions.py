# Functions of the script that equations, code and synapses call.
from brian2 import *

slope, offset = 3.0, 2*mV


@implementation('numpy', discard_units=True)
@check_units(x=1, result=1)
def squash(x):
    """A curve from 0 to 1."""
    y = slope*(x - 0.5)
    return 1/(1 + np.exp(-y))


@check_units(v=volt, result=volt)
def limited(v):
    return clip(v + offset, 0*mV, 9*mV)


@implementation('numpy', discard_units=True)
@check_units(a=1, b=1, result=1)
def rectified(a, b):
    return np.maximum(a - b, 0)*(a > 0.1) + np.minimum(a, 0.2)


group = NeuronGroup(5, '''dx/dt = (squash(x) + drive - x)/(10*ms) : 1
                          drive : 1
                          du/dt = (limited(u) - u)/(20*ms) : volt
                          y : 1''', threshold='x > 1', reset='x = 0; y = rectified(drive, x)', method='euler')
group.drive = 'squash(0.2*i) + 0.5'
group.u = '3*mV*i'
group.run_regularly('y += 0.01*rectified(y, 0.05)', dt=1*ms)
target = NeuronGroup(5, 'z : 1')
synapses = Synapses(group, target, on_pre='z_post += squash(x_pre)')
synapses.connect(j='i')
spikes = SpikeMonitor(group)
traces = StateMonitor(group, ['x', 'y', 'u'], record=True)
run(40*ms)
