"""Hodgkin-Huxley neurons with conductances, integrated by exponential Euler."""
from brian2 import *

area = 20000*umetre**2
Cm = (1*ufarad*cm**-2)*area
gl, El = (5e-5*siemens*cm**-2)*area, -60*mV
EK, ENa = -90*mV, 50*mV
g_na, g_kd = (100*msiemens*cm**-2)*area, (30*msiemens*cm**-2)*area
VT = -63*mV
taue, taui = 5*ms, 10*ms
Ee, Ei = 0*mV, -80*mV
we, wi = 6*nS, 67*nS
eqs = Equations('''
dv/dt = (gl*(El-v)+ge*(Ee-v)+gi*(Ei-v)-
         g_na*(m*m*m)*h*(v-ENa)-
         g_kd*(n*n*n*n)*(v-EK))/Cm : volt
dm/dt = alpha_m*(1-m)-beta_m*m : 1
dn/dt = alpha_n*(1-n)-beta_n*n : 1
dh/dt = alpha_h*(1-h)-beta_h*h : 1
dge/dt = -ge*(1./taue) : siemens
dgi/dt = -gi*(1./taui) : siemens
alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV-v+VT)/(4*mV))/ms : Hz
beta_m = 0.28*(mV**-1)*5*mV/exprel((v-VT-40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV-v+VT)/(18*mV))/ms : Hz
beta_h = 4./(1+exp((40*mV-v+VT)/(5*mV)))/ms : Hz
alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV-v+VT)/(5*mV))/ms : Hz
beta_n = .5*exp((10*mV-v+VT)/(40*mV))/ms : Hz
''')
P = NeuronGroup(20, model=eqs, threshold='v>-20*mV', refractory='v>-20*mV', method='exponential_euler')
P.v = 'El + (i*5.0/N - 5)*mV'
P.ge = '(1.5*i/N + 4)*10.*nS'
P.gi = '(0.5*(N-i)/N)*20.*nS'
Ce = Synapses(P, P, on_pre='ge+=we')
Ci = Synapses(P, P, on_pre='gi+=wi')
Ce.connect(j='(i+k) % N_post for k in range(1, 4) if i < 16')
Ci.connect(i=[16, 17, 18, 19], j=[0, 1, 2, 3])
trace = StateMonitor(P, ['v', 'm', 'alpha_m'], record=[1])
spikes = SpikeMonitor(P, variables='v')
run(50*ms)
