"""What the comparisons have in common: programs that are started and measured, and the figures that they print."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PHASES = ROOT / "bench/Neuroglot.Benchmarks/bin/Release/net10.0/Neuroglot.Benchmarks.dll"
COMMAND = ROOT / "src/Neuroglot.Cli/bin/Release/net10.0/Neuroglot.Cli.dll"


class Finished:
    """Output, seconds by the clock, seconds of processor time, and peak megabytes of a program and none of its children."""

    def __init__(self, command, folder=None):
        command = list(map(str, command))
        start = time.time()
        with tempfile.TemporaryFile("w+") as output:
            program = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(program.pid, 0)
            program.returncode = os.waitstatus_to_exitcode(status)
            self.wall = time.time() - start
            output.seek(0)
            self.text = output.read()
        if program.returncode:
            sys.exit(f"{' '.join(command)} has failed with code {program.returncode}.")
        self.processor = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024

    @property
    def numbers(self):
        """The figures of the last line, each after its name."""
        words = self.text.splitlines()[-1].split()
        words = words[len(words) % 2:]
        return {name: float(value) for name, value in zip(words[::2], words[1::2])}


def tvbo(document, nodes, threads, loops):
    """Figures of an experiment of TVBO on us."""
    return Finished(["dotnet", PHASES, "--tvbo", document, nodes, threads, loops]).numbers
