# Functions of the script that choose between values and count.
from brian2 import *

weights, powers = [0.5, 0.3, 0.1], 3


@implementation('numpy', discard_units=True)
@check_units(v=1, result=1)
def rate(v):
    """A rate of Hodgkin and Huxley, with its limit where the quotient has none."""
    x = 4*v
    return np.where(np.abs(x) < 1e-6, 1.0, x/(np.exp(x) - 1))


@implementation('numpy', discard_units=True)
@check_units(x=1, result=1)
def series(x):
    total = 0*x
    power = 1 + 0*x
    for k in range(1, powers + 1):
        power = power*x/k
        total += weights[k - 1]*power
    for weight in weights:
        total = total + 0.01*weight
    return total


@implementation('numpy', discard_units=True)
@check_units(x=1, y=1, result=1)
def window(x, y):
    inside = (x > 0.2) & ~(x > 0.8)
    either = np.logical_or(x < y, np.logical_not(inside))
    return np.where(inside, x - 0.5, np.where(either, y, -y)) + 0.1*either


group = NeuronGroup(9, '''dx/dt = (rate(x - 0.5) + drive - x)/(10*ms) : 1
                          drive : 1
                          y : 1''', threshold='x > 1', reset='x = 0; y = window(drive, y)', method='euler')
group.drive = 'series(0.25*i)'
group.x = '0.125*i'
group.run_regularly('y += window(0.1*i, 0.4)', dt=1*ms)
spikes = SpikeMonitor(group)
traces = StateMonitor(group, ['x', 'y'], record=True)
run(40*ms)
