"""A network of Neuroglot.Benchmarks/Brian/BrianModels.cs on Brian 2's C++ standalone target; compare.py runs this.

    python3 bench/brian/peer.py cuba4000 FOLDER 1

Prints the time of the loop as Brian measures it (of the processor with one thread, by the clock with more), and the number of spikes. The compiled
program stays in the folder.
"""
import pathlib
import sys

from brian2 import *  # noqa: F403

prefs.devices.cpp_standalone.extra_make_args_unix = ["-j2"]


def recurrent(group, excites, inhibits, probability, delay, namespace):
    border = len(group) * 4 // 5
    excitatory = Synapses(group[:border], group, on_pre=excites, delay=delay, namespace=namespace)
    inhibitory = Synapses(group[border:], group, on_pre=inhibits, delay=delay, namespace=namespace)
    excitatory.connect(p=probability)
    inhibitory.connect(p=probability)
    return [group, excitatory, inhibitory]


def cuba(count=4000):
    names = dict(taum=20 * ms, taue=5 * ms, taui=10 * ms, Vt=-50 * mV, Vr=-60 * mV, El=-49 * mV, we=1.62 * mV, wi=-9 * mV)
    group = NeuronGroup(
        count,
        """dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
        dge/dt = -ge/taue : volt
        dgi/dt = -gi/taui : volt""",
        threshold="v > Vt", reset="v = Vr", refractory=5 * ms, method="exact", namespace=names)
    group.v = "Vr + rand()*(Vt - Vr)"
    return recurrent(group, "ge += we", "gi += wi", 80.0 / count, 0.1 * ms, names)


def cobahh(count=4000):
    area = 20000 * umetre**2
    names = dict(
        Cm=1 * ufarad * cm**-2 * area, gl=5e-5 * siemens * cm**-2 * area, El=-60 * mV, EK=-90 * mV, ENa=50 * mV, g_na=100 * msiemens * cm**-2 * area,
        g_kd=30 * msiemens * cm**-2 * area, VT=-63 * mV, taue=5 * ms, taui=10 * ms, Ee=0 * mV, Ei=-80 * mV, we=6 * nS, wi=67 * nS, drive=200 * pA)
    group = NeuronGroup(
        count,
        (pathlib.Path(__file__).parent / "coba_hh.txt").read_text(),
        threshold="v > -20*mV", refractory=3 * ms, method="exponential_euler", namespace=names)
    group.v = "El + (randn()*5 - 5)*mV"
    return recurrent(group, "ge += we", "gi += wi", 80.0 / count, 0.1 * ms, names)


def brunel():
    group = NeuronGroup(
        12500, "dv/dt = -v/(20*ms) : volt (unless refractory)", threshold="v > 20*mV", reset="v = 10*mV", refractory=2 * ms, method="exact")
    group.v = "rand()*20*mV"
    return recurrent(group, "v += 0.1*mV", "v -= 0.5*mV", 0.1, 1.5 * ms, {}) + [PoissonInput(group, "v", 1000, 20 * Hz, "0.1*mV")]


def izhikevich(count=100000):
    group = NeuronGroup(
        count, "dv/dt = (0.04*v**2 + 5*v + 140 - u + 10)/ms : 1\ndu/dt = 0.02*(0.2*v - u)/ms : 1", threshold="v > 30", reset="v = -65; u += 8", method="euler")
    group.v = "-65 + 10*rand()"
    group.u = "0.2*v"
    return [group]


def stdp(count=1000):
    names = dict(taum=10 * ms, taue=5 * ms, taupre=20 * ms, Ee=0 * mV, El=-74 * mV, vt=-54 * mV, vr=-60 * mV, gmax=0.01, dA=0.0001)
    source = PoissonGroup(1000, 15 * Hz)
    group = NeuronGroup(
        count, "dv/dt = (ge*(Ee-v) + El - v)/taum : volt\ndge/dt = -ge/taue : 1", threshold="v > vt", reset="v = vr", method="euler", namespace=names)
    group.v = "vr"
    synapses = Synapses(
        source, group, "w : 1\ndApre/dt = -Apre/taupre : 1 (event-driven)\ndApost/dt = -Apost/taupre : 1 (event-driven)",
        on_pre="ge += w; Apre += dA; w = clip(w + Apost, 0, gmax)", on_post="Apost += -1.05*dA; w = clip(w + Apre, 0, gmax)", namespace=names)
    synapses.connect()
    synapses.w = "rand()*gmax"
    return [source, group, synapses]


MODELS = {
    "cuba4000": cuba, "cuba40000": lambda: cuba(40000), "cobahh4000": cobahh, "brunel12500": brunel, "izhikevich100000": izhikevich,
    "stdp1000x10": lambda: stdp(10), "stdp1000x100": lambda: stdp(100), "stdp1000x1000": stdp}


def main(name, folder, threads):
    """Writes the program of one network into a folder, compiles and runs it."""
    if threads > 1:
        prefs.devices.cpp_standalone.openmp_threads = threads
    set_device("cpp_standalone", directory=folder, build_on_run=True)
    objects = MODELS[name]()
    group = next(one for one in objects if isinstance(one, NeuronGroup))
    spikes = SpikeMonitor(group, record=False)
    Network(*objects, spikes).run(1 * second)
    print(f"loop {device._last_run_time} spikes {spikes.num_spikes}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
