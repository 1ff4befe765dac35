"""Experiments of SpineML on us, beside a plain C++ program for the same benchmark, by turns.

    dotnet build -c Release bench/Neuroglot.Benchmarks
    dotnet build -c Release src/Neuroglot.Cli
    python3 bench/spineml/compare.py [--turns 5] [--striatal EXPERIMENT]

The benchmark of Vogels and Abbott (examples/spineml/vogels-abbott, 1 s): `neuroglot run` from start to finish, then the phases by themselves in one process, in both
fidelities, and the program of vogels_abbott.cpp, whose spikes must be those of the fidelity brahms. Then a network file of 100 MB is read. The striatal model is others' and
not in the project: with the path of its experiment, it is run for its 10 s with its logs of 917 MB, and as much is written by a plain program, for what the disk
costs. Processor time throughout, on one thread, the best of all turns; without g++ only our figures are printed.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from measure import COMMAND, PHASES, ROOT, Finished  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
BENCHMARK = ROOT / "examples/spineml/vogels-abbott/experiment0.xml"
FIDELITIES = ["native", "brahms"]
LOOPS = "20"
CHUNK = 1 << 20


class Best(dict):
    """The least of each figure."""

    def add(self, figures):
        for name, value in figures.items():
            self[name] = min(self.get(name, float("inf")), value)


def phases(experiment, fidelity, loops):
    return Finished(["dotnet", PHASES, "--spineml", experiment, fidelity, loops]).numbers


def whole(experiment, fidelity):
    with tempfile.TemporaryDirectory() as folder:
        run = Finished(["dotnet", COMMAND, "run", experiment, "--quiet", "--fidelity", fidelity, "--out", folder])
        return {"wall": run.wall, "processor": run.processor}, sum(file.stat().st_size for file in pathlib.Path(folder).iterdir())


def written(size):
    """Processor time of writing so many bytes and nothing else."""
    with tempfile.NamedTemporaryFile(buffering=0) as file:
        start = time.process_time()
        for _ in range(size // CHUNK):
            file.write(bytes(CHUNK))
        return time.process_time() - start


def line(name, best, peer=None):
    each = best["heap"] / best["synapses"]
    ratio = f"{peer / best['loop']:6.1f}" if peer else " " * 6
    print(f"{name:<22} {best['wall']:6.2f} {best['processor']:6.2f} {best['load']:7.3f} {best['build']:7.3f} {best['plan']:7.3f} {best['compile']:7.3f}"
          f" {best['loop']:7.3f} {best['logs']:7.3f} {ratio} {each:8.1f} {best['events']:9.0f}", flush=True)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--turns", type=int, default=5)
    arguments.add_argument("--striatal", type=pathlib.Path)
    arguments = arguments.parse_args()
    print(Finished(["dotnet", PHASES, "--reading"]).text.strip())
    figures, peer = {fidelity: Best() for fidelity in FIDELITIES}, Best()
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "vogels_abbott")
        if shutil.which("g++"):
            subprocess.run(["g++", "-O2", "-std=c++17", HERE / "vogels_abbott.cpp", "-o", program], check=True)
        for _ in range(arguments.turns):
            for fidelity, best in figures.items():
                best.add(whole(BENCHMARK, fidelity)[0])
                best.add(phases(BENCHMARK, fidelity, LOOPS))
            if program.exists():
                peer.add(Finished([program]).numbers)
    print("                       whole command  phases, s of processor time                      C++ /    bytes/    logged")
    print("experiment               wall    cpu    load   build    plan compile    loop    logs   loop  synapse    events")
    for fidelity, best in figures.items():
        line(f"benchmark, {fidelity}", best, peer.get("loop"))
    if peer:
        print(f"the C++ program        loop {peer['loop']:.3f} s, {peer['spikes']:.0f} spikes")
        if peer["spikes"] != figures["brahms"]["events"]:
            sys.exit("The spikes of the C++ program are not those of the fidelity brahms.")
    if arguments.striatal:
        for fidelity in FIDELITIES:
            best = Best()
            for _ in range(arguments.turns):
                run, size = whole(arguments.striatal, fidelity)
                best.add(run)
                best.add({"written": written(size)})
                best.add(phases(arguments.striatal, fidelity, "1"))
            line(f"striatal, {fidelity}", best)
            print(f"                       {size / 1e6:.0f} MB of logs; writing as much and nothing else: {best['written']:.2f} s")


if __name__ == "__main__":
    main()
