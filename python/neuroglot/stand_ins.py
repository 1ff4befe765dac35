"""Modules that scripts written for brian2tools import, where brian2tools is not installed; brian2lems is what its exporter was called before."""

import importlib.util
import sys
import types

from neuroglot.errors import NeuroglotError


def provide():
    """Makes ``import brian2tools`` and ``import brian2tools.nmlexport`` work, and ``import brian2lems.nmlexport``; does nothing where these are installed."""
    if not _is_there('brian2tools'):
        _provide_tools()
    if not _is_there('brian2lems'):
        package, export = _exporter('brian2lems')
        package.__all__ = ['nmlexport']
        sys.modules['brian2lems'], sys.modules['brian2lems.nmlexport'] = package, export


def _is_there(name):
    return name in sys.modules or importlib.util.find_spec(name) is not None


def _exporter(name):
    package = types.ModuleType(name, f"Neuroglot's stand-in for {name}: the exporter to NeuroML.")
    package.__path__ = []
    package.nmlexport = types.ModuleType(name + '.nmlexport', "Neuroglot's stand-in for the exporter to NeuroML, which set_device('neuroml2', …) chooses.")
    return package, package.nmlexport


def _provide_tools():
    from neuroglot import plotting

    package, export = _exporter('brian2tools')
    package.plotting = plotting
    package.__all__ = ['nmlexport', 'plotting', *plotting.__all__]
    for name in plotting.__all__:
        setattr(package, name, getattr(plotting, name))

    def missing(name):
        if name.startswith('__'):
            raise AttributeError(name)
        raise NeuroglotError(f"'{name}' is a part of brian2tools that Neuroglot has nothing for. Install brian2tools to use it.")

    package.__getattr__ = missing
    sys.modules['brian2tools'], sys.modules['brian2tools.nmlexport'], sys.modules['brian2tools.plotting'] = package, export, plotting
