"""Whole-brain networks of TVBO on us, beside straightforward NumPy for the same, by turns.

    dotnet build -c Release bench/Neuroglot.Benchmarks
    python3 bench/tvbo/networks.py [--turns 1] [--threads 2]

Processor time of all steps on one thread, and time by the clock with several, the best of all turns: 76 nodes of Generic2dOscillator with delays for 10 000 Heun steps, as many of Kuramoto, whose
coupling is computed for each connection, and 1 000 nodes of ReducedWongWang, all joined, for 10 000 Euler steps, with delays and without. NumPy keeps the past in a ring and takes the delayed values of
all connections by one index, as The Virtual Brain does; it runs a part of the steps (100 of 1 000 nodes with delays, 1 000 without), since its time grows with their number. The connectomes are drawn, with the numbers of those that are measured.
"""
import argparse
import os
import pathlib
import sys
import tempfile
import time

# One thread, unless somebody wants it otherwise; has to be said before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from measure import tvbo  # noqa: E402

SPEED = 3.0
STEP = 0.1
STEPS = 10_000
LOOPS = 5


def connectome(nodes, density, seed):
    """Weights and lengths that are like those of brains: about 57 mm on the average, up to 150 mm."""
    random = numpy.random.default_rng(seed)
    weights = numpy.where(random.random((nodes, nodes)) < density, random.exponential(0.6, (nodes, nodes)), 0.0)
    numpy.fill_diagonal(weights, 0)
    return weights, numpy.clip(random.gamma(4, 14, (nodes, nodes)), 5, 150)


class Past:
    """The delayed values of all connections."""

    def __init__(self, delays, initial):
        self.length = delays.max() + 1
        self.ring = numpy.tile(initial, (self.length, 1))
        self.delays, self.sources = delays, numpy.arange(len(initial))

    def values(self, step):
        return self.ring[(step - 1 - self.delays) % self.length, self.sources]

    def store(self, step, values):
        self.ring[step % self.length] = values


def oscillators(weights, delays, steps):
    def rate(v, w, coupling):
        return 0.02 * (w + 3 * v * v - v * v * v + coupling), 0.02 * (-2 - 10 * v - w)
    v = numpy.full(len(weights), 0.1)
    w = v.copy()
    past = Past(delays, v)
    for k in range(1, steps + 1):
        coupling = 0.0154 * (weights * past.values(k)).sum(axis=1)
        dv, dw = rate(v, w, coupling)
        ev, ew = rate(v + STEP * dv, w + STEP * dw, coupling)
        v, w = v + STEP / 2 * (dv + ev), w + STEP / 2 * (dw + ew)
        past.store(k, v)


def phases(weights, delays, steps):
    theta = numpy.full(len(weights), 0.1)
    past = Past(delays, theta)
    for k in range(1, steps + 1):
        theta = theta + STEP * (1 + 0.01 * (weights * numpy.sin(past.values(k) - theta[:, None])).sum(axis=1))
        past.store(k, theta)


def populations(weights, delays, steps):
    s = numpy.full(len(weights), 0.1)
    past = Past(delays, s) if delays.any() else None
    for k in range(1, steps + 1):
        coupling = 0.0002 * ((weights * past.values(k)).sum(axis=1) if past else weights @ s)
        x = 0.27 * (0.33 + 0.2609 * (0.6 * s + coupling)) - 0.108
        s = numpy.clip(s + STEP * (x / (1 - numpy.exp(-154 * x)) * 0.641 * (1 - s) - s / 100), 0, 1)
        if past:
            past.store(k, s)


# Name, dynamics, coupling, method, nodes, density, whether delayed, peer, steps of the peer.
CASES = [
    ("Generic2dOscillator, 76 nodes", "Generic2dOscillator", "{name: Linear, parameters: {a: {value: 0.0154}}}", "heun", 76, 0.27, True, oscillators, 10_000),
    ("Kuramoto, 76 nodes", "Kuramoto", "{name: KuramotoCoupling, parameters: {a: {value: 0.01}}}", "euler", 76, 0.27, True, phases, 10_000),
    ("ReducedWongWang, 1 000 nodes", "ReducedWongWang", "{name: Scaling, parameters: {a: {value: 0.0002}}}", "euler", 1000, 1.0, True, populations, 100),
    ("the same without delays", "ReducedWongWang", "{name: Scaling, parameters: {a: {value: 0.0002}}}", "euler", 1000, 1.0, False, populations, 1000),
]


def document(folder, place, weights, lengths):
    _, dynamics, coupling, method, nodes, _, delayed, _, _ = CASES[place]
    numpy.save(folder / f"{place}_weights.npy", weights)
    numpy.save(folder / f"{place}_lengths.npy", lengths)
    path = folder / f"{place}.yaml"
    path.write_text(f"""dynamics: {{name: {dynamics}}}
coupling: {coupling}
network:
  number_of_nodes: {nodes}
  conduction_speed: {{value: {SPEED}}}
  weights: {{file: {place}_weights.npy}}
{f"  lengths: {{file: {place}_lengths.npy}}" if delayed else ""}
integration: {{method: {method}, step_size: {STEP}, duration: {STEPS * STEP}}}
""")
    return path


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--turns", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=2)
    arguments = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        networks = []
        for place, case in enumerate(CASES):
            weights, lengths = connectome(case[4], case[5], place)
            delays = numpy.rint(lengths / SPEED / STEP).astype(int) if case[6] else numpy.zeros(weights.shape, int)
            networks.append((document(pathlib.Path(name), place, weights, lengths), weights, delays))
        best = [[float("inf")] * 3 for _ in CASES]
        for _ in range(arguments.turns):
            for place, case in enumerate(CASES):
                path, weights, delays = networks[place]
                loops = LOOPS if case[4] < 500 else 1
                best[place][0] = min(best[place][0], tvbo(path, 1, 1, loops)["loop"])
                best[place][1] = min(best[place][1], tvbo(path, 1, arguments.threads, loops)["wall"])
                start = time.process_time()
                case[7](weights, delays, case[8])
                best[place][2] = min(best[place][2], (time.process_time() - start) * STEPS / case[8])
        print(f"{'':<30} {'loop, s':>9} {f'{arguments.threads} threads, wall':>16} {'NumPy, s':>9} {'ratio':>7} {'with threads':>13}")
        for (name, *_), (loop, wall, peer) in zip(CASES, best):
            print(f"{name:<30} {loop:9.4f} {wall:16.4f} {peer:9.2f} {peer / loop:7.1f} {peer / wall:13.1f}")


if __name__ == "__main__":
    main()
