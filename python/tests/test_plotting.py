"""The plots of brian2tools, drawn by the command: the section on plots of its documentation runs as it stands."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy as np
from brian2 import (Cylinder, Network, NeuronGroup, PopulationRateMonitor, Section, Soma, SpikeMonitor, StateMonitor, Synapses, defaultclock, kHz, ms, mV, second, seed, set_device,
                    start_scope, um, volt)

import both  # noqa: F401
from neuroglot import figures
from neuroglot.command import NeuroglotError
from neuroglot.plotting import (add_background_pattern, brian_plot, close, figure, plot_dendrogram, plot_morphology, plot_raster, plot_rate, plot_state, plot_synapses, show, subplot, subplots,
                                tight_layout)

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def texts(axes):
    """The texts of a figure."""
    return re.findall('<text[^>]*>([^<]*)</text>', axes._repr_svg_())


class PlotCase(unittest.TestCase):
    """A small network that has run."""

    @classmethod
    def setUpClass(cls):
        set_device('runtime')
        start_scope()
        seed(1)
        defaultclock.dt = 0.1*ms
        tau = 10*ms  # noqa: F841
        cls.group = NeuronGroup(20, '''dv/dt = (20*mV - v)/tau : volt
                                       n = v/volt : 1''', threshold='v > 15*mV', reset='v = 0*mV', method='exact')
        cls.group.v = '0.5*i*mV'
        cls.spikes, cls.rate = SpikeMonitor(cls.group), PopulationRateMonitor(cls.group)
        cls.states, cls.one = StateMonitor(cls.group, ['v', 'n'], record=[0, 3]), StateMonitor(cls.group, 'v', record=[2, 5])
        cls.synapses = Synapses(cls.group, cls.group, 'w : volt', on_pre='v_post += 0*w')
        cls.synapses.connect(j='i+k for k in range(-3, 4) if k != 0', skip_if_invalid=True)
        cls.synapses.w = '(i + 1)*mV'
        cls.synapses.delay = 'i*ms'
        Network(cls.group, cls.spikes, cls.rate, cls.states, cls.one, cls.synapses).run(50*ms)

    def setUp(self):
        close()


class BrianPlotTests(PlotCase):
    """``brian_plot`` finds the plot."""

    def test_monitors(self):
        self.assertIn('neuron index', texts(brian_plot(self.spikes)))
        self.assertIn('population rate (Hz)', texts(brian_plot(self.rate)))
        self.assertIn('v (mV)', texts(brian_plot(self.one)))
        self.assertIn('v (mV)', texts(brian_plot(self.one[5])))
        self.assertEqual(brian_plot(self.one[5]).plots[0][1]['values'].size, 500)

    def test_several_variables_have_axes_of_their_own(self):
        axes = brian_plot(self.states)
        self.assertEqual(len(axes), 2)
        self.assertIs(axes[0].figure, axes[1].figure)
        found = texts(axes[0])
        self.assertIn('v (mV)', found)
        self.assertIn('n', found)
        self.assertEqual(found.count('time (ms)'), 1)
        own = subplots(1, 2)[1]
        self.assertEqual(brian_plot(self.states, axes=own, var_name={'v': 'potential'}, var_unit={'v': volt}), list(own))
        self.assertIn('potential (V)', texts(own[0]))
        with self.assertRaisesRegex(TypeError, r'length 2 \(got 1\)'):
            brian_plot(self.states, axes=[own[0]])

    def test_synapses_and_their_variables(self):
        self.assertIn('source neuron index', texts(brian_plot(self.synapses)))
        self.assertIn('w (mV)', texts(brian_plot(self.synapses.w)))
        self.assertIn('delay (ms)', texts(brian_plot(self.synapses.delay)))
        self.assertEqual(brian_plot(self.synapses, plot_type='scatter', color='gray').plots[0][1]['color'], 'gray')

    def test_what_cannot_be_plotted(self):
        with self.assertRaises(NotImplementedError):
            brian_plot(self.group)
        with self.assertRaisesRegex(TypeError, 'does not have any synapses'):
            empty = Synapses(self.group, self.group)
            empty.connect(condition='i < 0')
            brian_plot(empty)


class FunctionTests(PlotCase):
    """The functions with their arguments."""

    def test_arguments_keep_their_names(self):
        self.assertIn('time (s)', texts(plot_raster(self.spikes.i, self.spikes.t, time_unit=second, marker=',', color='k')))
        self.assertIn('population rate (kHz)', texts(plot_rate(self.rate.t, self.rate.smooth_rate(window='flat', width=10.1*ms), rate_unit=kHz, linewidth=3, color='gray')))
        axes = plot_state(self.one.t, self.one.v.T, var_name='membrane potential', lw=2, label=['two', 'five']).legend()
        self.assertLessEqual({'membrane potential (mV)', 'two', 'five'}, set(texts(axes)))

    def test_nothing_is_changed(self):
        values = self.one.v
        before = np.array(values)
        plot_state(self.one.t, values.T, var_unit=mV)._repr_svg_()
        self.assertTrue(np.array_equal(before, np.array(values)))

    def test_values_of_synapses(self):
        axes = plot_synapses(self.synapses.i, self.synapses.j, self.synapses.w, var_name='synaptic weights', plot_type='scatter', cmap='hot')
        add_background_pattern(axes)
        axes.set_title('Recurrent connections')
        self.assertLessEqual({'Recurrent connections', 'synaptic weights (mV)', 'target neuron index'}, set(texts(axes)))
        with self.assertRaisesRegex(NeuroglotError, 'NG8032'):
            plot_synapses([0, 0], [1, 1], [1, 2])._repr_svg_()
        with self.assertRaises(TypeError):
            plot_synapses([0, 0], [1])
        with self.assertRaises(ValueError):
            plot_synapses([0], [1], plot_type='pie')

    def test_unknown_options_are_refused(self):
        with self.assertRaisesRegex(TypeError, 'dashes'):
            plot_raster([0], [0.1], dashes=3)
        with self.assertRaisesRegex(TypeError, 'axes of neuroglot'):
            plot_raster([0], [0.1], axes='here')

    def test_the_command_tells_what_is_wrong(self):
        with self.assertRaisesRegex(NeuroglotError, 'NG8001'):
            plot_raster([0], [0.1], color='no colour')._repr_svg_()
        with self.assertRaisesRegex(NeuroglotError, 'nothing on the figure'):
            figure()._repr_svg_()


class MorphologyTests(unittest.TestCase):
    """Shapes of neurons."""

    def setUp(self):
        close()
        self.shape = Soma(diameter=30*um, x=0*um, y=0*um)
        self.shape.axon = Section(n=2, diameter=[2, 1, 1]*um, x=[15, 60, 100]*um, y=[0, 10, 0]*um)
        self.shape.dendrite = Cylinder(n=3, diameter=2*um, x=[0, -50]*um, y=[15, 60]*um)
        self.shape.dendrite.left = Cylinder(n=2, diameter=1*um, x=[0, -40]*um, y=[0, 30]*um)
        self.shape.dendrite.right = Cylinder(n=2, diameter=1*um, x=[0, 30]*um, y=[0, 50]*um)

    def test_a_dendrogram(self):
        self.assertIn('distance from root (µm)', texts(brian_plot(self.shape)))
        self.assertIn('distance from root (µm)', texts(plot_dendrogram(Cylinder(length=100*um, diameter=1*um, n=4), color='k')))

    def test_a_shape_in_the_plane(self):
        self.assertLessEqual({'x (µm)', 'y (µm)'}, set(texts(plot_morphology(self.shape, show_compartments=True, show_diameter=True, colors=('darkblue',)))))

    def test_values_are_colours(self):
        self.assertIn('in units of mV', texts(plot_morphology(self.shape, values=np.arange(10)*mV, value_norm=(0*mV, None), value_colormap='viridis')))
        with self.assertRaisesRegex(NeuroglotError, 'NG8171'):
            plot_morphology(self.shape, values=np.arange(3)*mV)._repr_svg_()

    def test_a_function_says_where_values_lie_between_the_colours(self):
        def squares(values):
            return np.asarray(values)**2*1e4
        axes = plot_morphology(self.shape, values=np.arange(10)*mV, value_norm=squares, value_colorbar={'label': 'potential'})
        arguments = axes.plots[0][1]
        self.assertTrue(np.allclose((arguments['value_low'], arguments['value_high']), (0, 0.009)))
        self.assertTrue(np.allclose(arguments['norm_places'], arguments['norm_values']**2*1e4))
        self.assertIn('potential (mV)', texts(axes))
        self.assertNotEqual(axes._repr_svg_(), plot_morphology(self.shape, values=np.arange(10)*mV, value_colorbar={'label': 'potential'})._repr_svg_())
        with self.assertRaisesRegex(TypeError, 'shrink'):
            plot_morphology(self.shape, values=np.arange(10)*mV, value_colorbar={'shrink': 0.5})

    def test_a_shape_in_space(self):
        self.assertIn('z', texts(plot_morphology(self.shape, plot_3d=True)))
        with self.assertRaisesRegex(NeuroglotError, 'NG8170'):
            plot_morphology(Cylinder(length=100*um, diameter=1*um))._repr_svg_()

    def test_compartments_stay_where_they_are(self):
        arrays = plot_morphology(self.shape).plots[0][1]
        self.assertEqual(arrays['counts'].tolist(), [1, 2, 3, 2, 2])
        self.assertEqual(arrays['parents'].tolist(), [-1, 0, 0, 2, 2])
        self.assertTrue(np.allclose(arrays['end_x'][-2:]*1e6, [-35, -20]))


class FigureTests(PlotCase):
    """Pages, axes and files."""

    def test_labels_limits_and_scales(self):
        axes = plot_rate([0, 0.1], [10, 1000]).set_xlabel('when').set_ylabel('how often').set_yscale('log').set_xlim(0, 50)
        found = texts(axes)
        self.assertLessEqual({'when', 'how often', '50'}, set(found))
        self.assertNotIn('100', [text for text in found if text == '100'][1:])
        axes.plot([0, 0.05], [100, 100], color='red', label='limit').legend(loc='upper left')
        self.assertIn('limit', texts(axes))

    def test_axes_beside_each_other(self):
        first = subplot(1, 2, 1)
        self.assertIs(brian_plot(self.synapses.w), first)
        second_axes = subplot(122)
        self.assertIs(brian_plot(self.synapses.delay), second_axes)
        tight_layout()
        self.assertIs(first.figure, second_axes.figure)
        self.assertLessEqual({'w (mV)', 'delay (ms)'}, set(texts(first)))
        # What follows has a page of its own.
        self.assertIsNot(brian_plot(self.spikes).figure, first.figure)
        with self.assertRaises(ValueError):
            subplot(1, 2, 3)

    def test_files_are_written_as_their_endings_say(self):
        with tempfile.TemporaryDirectory() as folder:
            axes = brian_plot(self.spikes)
            for ending, start in (('svg', b'<svg'), ('png', b'\x89PNG'), ('html', b'<!DOCTYPE html>')):
                path = os.path.join(folder, 'a.' + ending)
                axes.savefig(path)
                with open(path, 'rb') as file:
                    self.assertTrue(file.read().lstrip(b'\xef\xbb\xbf').startswith(start))
            with self.assertRaisesRegex(NeuroglotError, 'NG8013'):
                axes.savefig(os.path.join(folder, 'a.bmp'))

    def test_notebooks_get_a_page_to_zoom(self):
        self.assertRegex(brian_plot(self.spikes)._repr_html_(), '^<iframe srcdoc="<!DOCTYPE html>')

    def test_show_writes_what_there_is(self):
        here = os.getcwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                brian_plot(self.spikes)
                brian_plot(self.rate)
                show()
                self.assertEqual(sorted(os.listdir()), ['figure-1.svg', 'figure-2.svg'])
                self.assertEqual(figures._figures, [])
            finally:
                os.chdir(here)


class ScriptTests(unittest.TestCase):
    """A script for brian2tools, where that is not installed."""

    def test_the_section_on_plots_runs_as_it_stands(self):
        script = os.path.join(ROOT, 'tests', 'plots', 'brian2tools_plots.py')
        with tempfile.TemporaryDirectory() as folder:
            # A synthetic cell, under the name that the documentation has.
            shutil.copy(os.path.join(os.path.dirname(ROOT), 'examples', 'morphologies', 'pyramidal.swc'), os.path.join(folder, '51-2a.CNG.swc'))
            done = subprocess.run([sys.executable, '-W', 'ignore', '-m', 'neuroglot', script], cwd=folder, env={**os.environ, 'PYTHONPATH': ROOT}, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(len([name for name in os.listdir(folder) if name.endswith('.svg')]), 18, done.stdout)


if __name__ == '__main__':
    unittest.main()
