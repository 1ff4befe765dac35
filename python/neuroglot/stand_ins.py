"""Modules that scripts written for brian2tools import, where brian2tools is not installed."""

import importlib.util
import sys
import types

from neuroglot.errors import NeuroglotError


def provide():
    """Makes ``import brian2tools`` and ``import brian2tools.nmlexport`` work; does nothing where brian2tools is installed."""
    if 'brian2tools' in sys.modules or importlib.util.find_spec('brian2tools') is not None:
        return
    from neuroglot import plotting

    package = types.ModuleType('brian2tools', "Neuroglot's stand-in for brian2tools: its plots, and the exporter to NeuroML.")
    package.__path__ = []
    export = types.ModuleType('brian2tools.nmlexport', "Neuroglot's stand-in for the exporter to NeuroML, which set_device('neuroml2', …) chooses.")
    package.nmlexport, package.plotting = export, plotting
    package.__all__ = ['nmlexport', 'plotting', *plotting.__all__]
    for name in plotting.__all__:
        setattr(package, name, getattr(plotting, name))

    def missing(name):
        if name.startswith('__'):
            raise AttributeError(name)
        raise NeuroglotError(f"'{name}' is a part of brian2tools that Neuroglot has nothing for. Install brian2tools to use it.")

    package.__getattr__ = missing
    sys.modules['brian2tools'], sys.modules['brian2tools.nmlexport'], sys.modules['brian2tools.plotting'] = package, export, plotting
