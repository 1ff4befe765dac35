"""Single nodes, nodes side by side and explorations of TVBO on us, beside straightforward NumPy for the same, by turns.

    dotnet build -c Release bench/Neuroglot.Benchmarks
    dotnet build -c Release src/Neuroglot.Cli
    python3 bench/tvbo/single.py [--turns 2] [--threads 2]

Processor time of all steps on one thread, the best of all turns: JansenRit for 81 920 Euler steps, 100 nodes of MontbrioPazoRoxin for 200 000 stochastic Heun steps, by themselves and each coupled
to all others, and 1 000 sets of parameters of JansenRit for 10 000 Heun steps. Of the exploration the whole command `neuroglot sweep` is timed as well, and with several threads by the clock. NumPy runs a part of the steps, since its time
grows with their number; without numpy only our figures are printed.
"""
import argparse
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from measure import COMMAND, Finished, tvbo  # noqa: E402

try:
    import numpy
except ImportError:
    numpy = None

JANSEN_RIT = """
dynamics: {name: JansenRit}
integration: {method: euler, duration: 1000}
"""
MONTBRIO = """
dynamics: {name: MontbrioPazoRoxin}
integration: {method: heun, step_size: 0.005, duration: 1000, noise: {intensity: {value: 0.01}}}
"""
MONTBRIO_NETWORK = """
dynamics: {name: MontbrioPazoRoxin}
coupling: {name: Linear, parameters: {a: {value: 0.001}}}
network: {number_of_nodes: 100, graph_generator: {type: Complete}}
integration: {method: heun, step_size: 0.005, duration: 1000, noise: {intensity: {value: 0.01}}}
"""
EXPLORATION = """
dynamics: {name: JansenRit}
integration: {method: heun, step_size: 0.1, duration: 1000}
observations: {TemporalAverage: {voi: y1, period: 10}}
explorations: {grid: {parameters: {mu: {domain: {lo: 0.05, hi: 0.35, n: 40}}, J: {domain: {lo: 100, hi: 160, n: 25}}}}}
"""


def jansen_rit(state, mu=0.22, j=135.0):
    y0, y1, y2, y3, y4, y5 = state
    a, b, gain, inhibition, rate, slope, threshold = 0.1, 0.05, 3.25, 22.0, 0.0025, 0.56, 5.52
    s12 = 2 * rate / (1 + numpy.exp(slope * (threshold - y1 + y2)))
    s01 = 2 * rate / (1 + numpy.exp(slope * (threshold - j * y0)))
    s03 = 2 * rate / (1 + numpy.exp(slope * (threshold - 0.25 * j * y0)))
    return numpy.array([y3, y4, y5,
                        gain * a * s12 - 2 * a * y3 - a * a * y0,
                        gain * a * (mu + 0.8 * j * s01) - 2 * a * y4 - a * a * y1,
                        inhibition * b * 0.25 * j * s03 - 2 * b * y5 - b * b * y2])


def euler_node(steps):
    state = numpy.full(6, 0.1)
    for _ in range(steps):
        state = state + 1000 / 81920 * jansen_rit(state)


def montbrio(state, coupling=0.0):
    v, r = state
    return numpy.array([v * v - 5 + 15 * r - (numpy.pi * r) ** 2 + coupling, 1 / numpy.pi + 2 * v * r])


def noisy_nodes(steps, weights=None):
    step, random = 0.005, numpy.random.default_rng(42)
    state = numpy.full((2, 100), 0.1)
    for _ in range(steps):
        coupling = 0.0 if weights is None else 0.001 * (weights @ state[1])
        noise = numpy.sqrt(2 * 0.01 * step) * random.standard_normal((2, 100))
        rate = montbrio(state, coupling)
        predicted = state + step * rate + noise
        predicted[1] = numpy.maximum(predicted[1], 0)
        state = state + step / 2 * (rate + montbrio(predicted, coupling)) + noise
        state[1] = numpy.maximum(state[1], 0)


def noisy_network(steps):
    noisy_nodes(steps, 1 - numpy.eye(100))


def explored(steps):
    mu, j = (part.ravel() for part in numpy.meshgrid(numpy.linspace(0.05, 0.35, 40), numpy.linspace(100, 160, 25), indexing="ij"))
    state = numpy.full((6, 1000), 0.1)
    for _ in range(steps):
        rate = jansen_rit(state, mu, j)
        state = state + 0.05 * (rate + jansen_rit(state + 0.1 * rate, mu, j))


# Name, document, nodes side by side, steps, loops of ours, peer, steps of the peer. The just-in-time compiler is at work in the first loops, where they are short.
CASES = [
    ("JansenRit, Euler", JANSEN_RIT, 1, 81_920, 20, euler_node, 8_192),
    ("MontbrioPazoRoxin, 100 nodes, noise", MONTBRIO, 100, 200_000, 3, noisy_nodes, 20_000),
    ("the same, each coupled to all others", MONTBRIO_NETWORK, 1, 200_000, 2, noisy_network, 10_000),
    ("JansenRit, 1 000 sets of parameters", EXPLORATION, 1000, 10_000, 10, explored, 500),
]


def peer(run, part, steps):
    start = time.process_time()
    run(part)
    return (time.process_time() - start) * steps / part


def swept(document, threads):
    with tempfile.TemporaryDirectory() as folder:
        run = Finished(["dotnet", COMMAND, "sweep", document, "--quiet", "--threads", threads, "--out", pathlib.Path(folder, "all.npz")])
        return run.wall, run.processor


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--turns", type=int, default=2)
    arguments.add_argument("--threads", type=int, default=2)
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        documents = []
        for place, case in enumerate(CASES):
            documents.append(pathlib.Path(folder, f"{place}.yaml"))
            documents[-1].write_text(case[1])
        best = [[float("inf")] * 3 for _ in CASES]
        commands = {threads: (float("inf"), float("inf")) for threads in (1, arguments.threads)}
        for _ in range(arguments.turns):
            for place, (_, _, nodes, steps, loops, run, part) in enumerate(CASES):
                best[place][0] = min(best[place][0], tvbo(documents[place], nodes, 1, loops)["loop"])
                best[place][1] = min(best[place][1], tvbo(documents[place], nodes, arguments.threads, loops)["wall"])
                if numpy:
                    best[place][2] = min(best[place][2], peer(run, part, steps))
            for threads, before in commands.items():
                commands[threads] = tuple(map(min, before, swept(documents[-1], threads)))
        print(f"{'':<38} {'loop, s':>9} {f'{arguments.threads} threads, wall':>16} {'NumPy, s':>9} {'ratio':>7}")
        for (name, *_), (loop, wall, numpys) in zip(CASES, best):
            beside = f"{numpys:9.2f} {numpys / loop:7.0f}" if numpy else f"{'none':>9} {'':>7}"
            print(f"{name:<38} {loop:9.4f} {wall:16.4f} {beside}")
        for threads, (wall, processor) in commands.items():
            print(f"neuroglot sweep, 1 000 points, {threads} thread{'s' if threads > 1 else ''}: {processor:.2f} s of processor time, {wall:.2f} s by the clock")


if __name__ == "__main__":
    main()
