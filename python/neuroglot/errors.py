"""What goes wrong."""


class NeuroglotError(RuntimeError):
    """Something that Neuroglot cannot do, or a mistake that it has found."""
