"""Each script of ours does on Neuroglot what it does on Brian's NumPy target: the same spikes, and the same values."""

import os
import unittest

import numpy as np

from both import SCRIPTS, run

#: Both compute in double precision, but take different turns in exponentials and sums, which changes last digits (1e-16). The upstroke of a spike of
#: Hodgkin-Huxley neurons, and each spike that depends on it, lets that grow tenfold: the script with most of them reaches 2e-11.
TOLERANCE = 1e-10

#: In a spatial neuron with a sphere Brian solves a system whose conductances differ by a factor of 1e9, as the inside of a sphere conducts without resistance, and loses that many digits: of one
#: passive step it gets 8 digits right, where Neuroglot gets 15 (both against a solution with 50). The small difference of two potentials, Ic, has a few digits less.
WITH_SPHERES = {'branching_cell': 5e-6}


class ScriptTests(unittest.TestCase):
    """One test for each script."""


def test(script):
    def compare(self):
        theirs, ours = run(script, 'runtime'), run(script, 'neuroglot')
        self.assertEqual(sorted(theirs), sorted(ours))
        spikes = 0
        for name, arrays in theirs.items():
            self.assertEqual(sorted(arrays), sorted(ours[name]), name)
            if 'random_in_run' in theirs:
                self.by_chance(name, arrays, ours[name])
                continue
            for key, values in arrays.items():
                self.same(f'{name}.{key}', key, values, ours[name][key], WITH_SPHERES.get(script, TOLERANCE))
            spikes += int(arrays.get('num_events', 0))
        self.assertTrue(spikes > 0 or 'random_in_run' in theirs, 'a script without a spike tests little')
    return compare


def same(self, name, key, theirs, ours, tolerance):
    self.assertEqual(theirs.shape, ours.shape, name)
    self.assertEqual(theirs.dtype, ours.dtype, name)
    if theirs.dtype.kind in 'iub' or key == 't':
        self.assertTrue(np.array_equal(theirs, ours), name)
    elif theirs.size:
        self.assertLessEqual(np.abs(theirs - ours).max(), tolerance*np.abs(theirs).max(), name)


def by_chance(self, name, theirs, ours):
    # Sums of spikes of independent sources, or of neurons that they drive: five times the deviation of two such counts.
    if 'num_events' in theirs:
        a, b = int(theirs['num_events']), int(ours['num_events'])
        self.assertGreater(a, 100, name)
        self.assertLess(abs(a - b), 5*np.sqrt(a + b), name)
        self.assertEqual(len(theirs['count']), len(ours['count']), name)


ScriptTests.same, ScriptTests.by_chance = same, by_chance
for file in sorted(os.listdir(SCRIPTS)):
    if file.endswith('.py'):
        setattr(ScriptTests, 'test_' + file[:-3], test(file[:-3]))


if __name__ == '__main__':
    unittest.main()
