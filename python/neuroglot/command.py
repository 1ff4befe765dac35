"""Finds the ``neuroglot`` command and calls it."""

import json
import os
import shutil
import subprocess
import tempfile

from neuroglot.errors import NeuroglotError

VARIABLE = 'NEUROGLOT'


def find():
    """Path of the command: what the environment variable NEUROGLOT says, the one that came with this package, or the first on the PATH."""
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise NeuroglotError(f"The environment variable {VARIABLE} says '{named}', which is no program that can be run.")
        return found
    program = 'neuroglot.exe' if os.name == 'nt' else 'neuroglot'
    carried = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'bin', program)
    if os.path.exists(carried):
        # Installers of wheels do not keep the permission to run a file.
        if not os.access(carried, os.X_OK):
            os.chmod(carried, 0o755)
        return carried
    found = shutil.which('neuroglot')
    if found is None:
        raise NeuroglotError(
            "The command 'neuroglot' is not there. Install a wheel of neuroglot that carries it, or the command by itself "
            f"('dotnet tool install --global Neuroglot.Tool'), or let the environment variable {VARIABLE} say where it is.")
    return found


def call(arguments, objects=()):
    """Calls the command with ``--json`` and returns what it prints; errors become a NeuroglotError.

    Messages name objects; where each of ``objects`` was created is added to those that name it.
    """
    done = subprocess.run([find(), *arguments, '--json'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return _answer(arguments, done.returncode, done.stdout, done.stderr, objects)


def converse(arguments, running, objects=()):
    """Calls the command with ``--serve``: while it runs, ``running`` is told of operations and of the progress. The rest is as with :func:`call`."""
    # It needs NumPy, which finding and calling the command by itself does not.
    from neuroglot.channel import Channel

    with tempfile.TemporaryFile() as problems, subprocess.Popen([find(), *arguments, '--serve'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=problems) as process:
        channel = Channel(process.stdin, process.stdout)
        try:
            # The answer is set out on many lines; what comes before has a line for each thing.
            while (line := process.stdout.readline()).rstrip() not in (b'', b'{'):
                told = json.loads(line)
                if 'operation' in told:
                    running.operate(told['operation'], told['time'], channel)
                    channel.proceed()
                else:
                    running.progress(told['progress'])
            answer = line + process.stdout.read()
        except BaseException:
            process.kill()
            raise
        process.wait()
        problems.seek(0)
        return _answer(arguments, process.returncode, answer, problems.read(), objects)


def _answer(arguments, code, said, problems, objects):
    try:
        answer = json.loads(said.decode('utf-8'))
    except ValueError:
        told = (problems or said).decode('utf-8', 'replace').strip()
        raise NeuroglotError(f"'neuroglot {arguments[0]}' ended with code {code}: {told}") from None
    found = answer.get('diagnostics', [])
    if code != 0:
        errors = [one for one in found if one['severity'] == 'error'] or found
        raise NeuroglotError('\n'.join(text(one, objects) for one in errors) or f"'neuroglot {arguments[0]}' ended with code {code}.")
    return answer


def text(diagnostic, objects=()):
    """A diagnostic for people, with the places at which the objects that it names were created."""
    lines = [f"{diagnostic['code']}: {diagnostic['message']}"]
    if diagnostic.get('hint'):
        lines.append(f"  {diagnostic['hint']}")
    words = set(''.join(letter if letter.isalnum() or letter == '_' else ' ' for letter in diagnostic['message']).split())
    for one in objects:
        if one.name in words:
            lines.extend('  ' + line for line in created(one))
    return '\n'.join(lines)


def created(one):
    """Lines that say where a script has created an object of Brian."""
    stack = [line for line in getattr(one, '_creation_stack', '').split('\n')[1:] if line.strip()]
    return [f"'{one.name}' was created here:", *stack] if stack else []
