"""``python -m neuroglot script.py``: runs a script for Brian 2, as it stands, on Neuroglot."""

import argparse
import os
import runpy
import sys


def main(arguments=None):
    """Runs the script that the command line names."""
    parser = argparse.ArgumentParser(prog='python -m neuroglot', description='Run a script for Brian 2, as it stands, on Neuroglot.')
    parser.add_argument('--device', choices=['neuroglot', 'neuroml2', 'runtime'], default='neuroglot',
                        help="neuroglot (default) runs networks; neuroml2 exports them; runtime is Brian's own")
    parser.add_argument('--out', metavar='FILE', help='the file that --device neuroml2 writes; by default named like the script')
    parser.add_argument('--threads', type=int, default=1, help='threads for each run; the results are the same for any number')
    parser.add_argument('script', help='the script')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help="the script's own arguments")
    given = parser.parse_args(arguments)
    if not os.path.isfile(given.script):
        parser.error(f"there is no script '{given.script}'")

    try:
        from brian2.devices.device import all_devices, set_device
    except ModuleNotFoundError as missing:
        if missing.name != 'brian2':
            raise
        parser.exit(2, f"{parser.prog}: scripts for Brian 2 need it, and {sys.executable} has no brian2. Install it ('pip install brian2'), or use a Python that has it.\n")

    import neuroglot.brian2  # noqa: F401
    from neuroglot.stand_ins import provide

    provide()
    all_devices['neuroglot'].usual = {'threads': given.threads}
    all_devices['neuroml2'].usual = {'filename': given.out or os.path.splitext(os.path.basename(given.script))[0] + '.xml'}
    if given.device != 'runtime':
        set_device(given.device)
        # A script that asks for compiled code asks for speed, which it gets.
        all_devices['cpp_standalone'] = all_devices[given.device]
    sys.argv = [given.script, *given.arguments]
    sys.path.insert(0, os.path.dirname(os.path.abspath(given.script)))
    runpy.run_path(given.script, run_name='__main__')
    # What a window would show stays in files.
    figures = sys.modules.get('neuroglot.figures')
    if figures is not None:
        figures.show()


if __name__ == '__main__':
    main()
