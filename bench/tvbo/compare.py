"""All of TVBO's figures in one run: single nodes and explorations, then whole-brain networks, each beside straightforward NumPy.

    dotnet build -c Release bench/Neuroglot.Benchmarks
    dotnet build -c Release src/Neuroglot.Cli
    python3 bench/tvbo/compare.py [--turns 2] [--threads 2]

The tables are those of `single.py` and `networks.py`, which take the same options. Both together take two to three minutes.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent

for script in ("single.py", "networks.py"):
    finished = subprocess.run([sys.executable, HERE / script, *sys.argv[1:]], check=False)
    if finished.returncode:
        sys.exit(finished.returncode)
    print(flush=True)
