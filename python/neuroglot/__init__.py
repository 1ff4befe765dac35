"""Runs and exports Brian 2 networks with Neuroglot.

Two lines of a script change::

    import neuroglot.brian2
    set_device('neuroglot')

or none: ``python -m neuroglot script.py``.
"""

from neuroglot.errors import NeuroglotError

__all__ = ['NeuroglotError']
__version__ = '0.1.0'
