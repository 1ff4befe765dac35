"""Makes ``set_device('neuroglot')`` and ``set_device('neuroml2', filename='model.xml')`` known to Brian 2; importing it is enough."""

from brian2.devices.device import all_devices

from neuroglot.devices import NeuroglotDevice, NeuroMLDevice

all_devices['neuroglot'] = NeuroglotDevice()
all_devices['neuroml2'] = NeuroMLDevice()
