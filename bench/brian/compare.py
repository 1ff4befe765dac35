"""The networks of Brian on us and on Brian 2's C++ standalone target, by turns, and the ratios.

    /usr/bin/python3 bench/brian/compare.py [--turns 5] [--threads 1] [--program Neuroglot.Benchmarks.dll] [cuba4000] [cobahh4000] ...

Ours is published first, into a temporary folder, with code compiled ahead of time, as the tool and the folders of build/package.sh are; --program names one that is there already.
Each turn runs Brian from start to finish (a new folder, code written, compiled and run), then us from start to finish (a new process), then the loops of both
by themselves: Brian's compiled program three times more, and ours twenty times in one process, of which the first few are slower, while the
just-in-time compiler is still at work (the time from start to finish has that in it). Printed are the best of all turns. Needs Debian's python3-brian and g++; without
them only our figures are printed.
"""
import argparse
import importlib.util
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from measure import Finished  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent / "Neuroglot.Benchmarks"

# Locks are for the platforms of the build; that of this machine would be written into them.
WITHOUT_LOCKS = ["-p:RestorePackagesWithLockFile=false", "-p:NuGetLockFilePath=none"]
NETWORKS = ["cuba4000", "cuba40000", "cobahh4000", "brunel12500", "izhikevich100000", "stdp1000x10", "stdp1000x100", "stdp1000x1000"]
OUR_LOOPS = 20
THEIR_LOOPS = 3


def published(folder):
    """Our program with code compiled ahead of time, made beside the source tree."""
    subprocess.run(
        ["dotnet", "publish", PROJECT, "-c", "Release", "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true", *WITHOUT_LOCKS, "--artifacts-path", folder, "-o", f"{folder}/program"],
        check=True, stdout=subprocess.DEVNULL)
    return f"{folder}/program/Neuroglot.Benchmarks.dll"


class Figures:
    """The best of all turns."""

    def __init__(self):
        self.loop = self.total = self.memory = float("inf")
        self.last = {}

    def add(self, loop, total=float("inf"), memory=float("inf"), last=None):
        self.loop, self.total, self.memory = min(self.loop, loop), min(self.total, total), min(self.memory, memory)
        self.last = last or self.last


def ours(program, name, threads, figures):
    run = Finished(["dotnet", program, "--network", name, threads, "1"])
    figures.add(float("inf"), run.wall, run.megabytes)


def our_loop(program, name, threads, figures):
    last = Finished(["dotnet", program, "--network", name, threads, OUR_LOOPS]).numbers
    figures.add(last["loop"], last=last)


def theirs(name, threads, figures):
    folder = tempfile.mkdtemp()
    run = Finished([sys.executable, HERE / "peer.py", name, folder, threads])
    figures.add(run.numbers["loop"], run.wall, last=run.numbers)
    return folder


def again(folder, figures):
    """The compiled program of Brian once more."""
    memory = Finished(["./main"], folder).megabytes
    loop = float(pathlib.Path(folder, "results/last_run_info.txt").read_text().split()[0])
    figures.add(loop, memory=memory)


def compare(program, name, turns, threads, has_brian):
    us, them = Figures(), Figures()
    for _ in range(turns):
        folder = theirs(name, threads, them) if has_brian else None
        ours(program, name, threads, us)
        for _ in range(THEIR_LOOPS if folder else 0):
            again(folder, them)
        our_loop(program, name, threads, us)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
    last = us.last
    event = 1e9 * us.loop / last["events"] if last["events"] else 0
    heap = f"{last['heap'] / last['synapses']:9.1f}" if last["synapses"] else " " * 9
    print(f"{name:<17} {us.loop:8.3f} {them.loop:8.3f} {them.loop / us.loop:6.1f} {us.total:9.2f} {them.total:8.1f} {them.total / us.total:6.1f}"
          f" {us.memory:8.0f} {them.memory:7.0f} {them.memory / us.memory:6.2f} {1e9 * us.loop / last['neuronsteps']:9.2f} {event:8.2f} {heap}"
          f" {last['spikes']:8.0f} {them.last.get('spikes', 0):8.0f}", flush=True)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("networks", nargs="*")
    arguments.add_argument("--turns", type=int, default=5)
    arguments.add_argument("--threads", default="1")
    arguments.add_argument("--program")
    arguments = arguments.parse_args()
    has_brian = importlib.util.find_spec("brian2") is not None and shutil.which("g++") is not None
    with tempfile.TemporaryDirectory() as folder:
        program = arguments.program or published(folder)
        print("                     loop s                   start to finish s        peak MB                    ns per   ns per  bytes per spikes")
        print("network                us     them  ratio        us     them  ratio       us    them  ratio nrn-step    event   synapse       us     them")
        for name in arguments.networks or NETWORKS:
            compare(program, name, arguments.turns, arguments.threads, has_brian)


if __name__ == "__main__":
    main()
