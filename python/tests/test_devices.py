"""What the devices do around a run: exports in the words of the script, chance, refusals, and the command itself."""

import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree
from unittest import mock

import numpy as np
from brian2 import (Cylinder, Hz, NeuronGroup, Network, PoissonGroup, SpatialNeuron, SpikeMonitor, StateMonitor, Synapses, TimedArray, defaultclock, device, meter, ohm, siemens,
                    linked_var, ms, mV, nA, network_operation, run, second, seed, set_device, start_scope, um)
from brian2 import check_units

import both  # noqa: F401
from neuroglot import command
from neuroglot.command import NeuroglotError
from schema import problems

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Case(unittest.TestCase):
    """Each test has a scope of its own."""

    def setUp(self):
        start_scope()

    def tearDown(self):
        set_device('runtime')
        start_scope()
        defaultclock.dt = 0.1*ms


class ExportTests(Case):
    """``set_device('neuroml2')`` hands over what the script says."""

    def exported(self, script, **options):
        """The exchange file of the last export, and the arguments of the command."""
        seen = {}

        def call(arguments, objects=()):
            with open(arguments[1], encoding='utf-8') as file:
                seen['file'] = json.load(file)
            self.assertEqual(list(problems(seen['file'])), [])
            seen['arguments'] = arguments[2:]
            return {'diagnostics': []}

        set_device('neuroml2', filename='model.xml', **options)
        device.reinit()
        with mock.patch('neuroglot.devices.call', call):
            script()
        return seen.get('file'), seen.get('arguments')

    def test_numbers_of_synapses_of_a_pair_follow_from_the_words(self):
        def script():
            source = NeuronGroup(3, 'dx/dt = 1/(9*ms) : 1', threshold='x > 1', reset='x = 0', method='euler')
            target = NeuronGroup(2, 'dv/dt = -v/(10*ms) : 1', method='euler')
            synapses = Synapses(source, target, 'w : 1', on_pre='v += w*copy', multisynaptic_index='copy', name='several')
            synapses.connect(n=3)
            synapses.w = '0.1*copy'
            run(1*ms)

        file, _ = self.exported(script)
        several = next(one for one in file['objects'] if one['name'] == 'several')
        self.assertEqual(several['multisynapticIndex'], 'copy')
        self.assertEqual(several['equations'], ['w : 1'])
        self.assertIn({'type': 'Set', 'object': 'several', 'variable': 'w', 'value': '0.1*copy'}, file['runs'][0]['before'])

    def test_the_words_of_the_script_stay(self):
        def script():
            tau = 10*ms
            group = NeuronGroup(100, '''dv/dt = (v0 - v)/tau : volt (unless refractory)
                                        v0 : volt''', threshold='v > 10*mV', reset='v = 0*mV', refractory=5*ms, method='exact', name='cells')
            group.v = 0*mV
            group.v0 = '20*mV * i / (N - 1)'
            traces = StateMonitor(group, 'v', record=[2, 63], name='traces')
            spikes = SpikeMonitor(group, record=[2, 63], name='spikes')
            Network(group, traces, spikes).run(200*ms, namespace={'tau': tau})
        file, arguments = self.exported(script)
        self.assertEqual(arguments, ['--to', 'neuroml2', '--out', 'model.xml'])
        cells = next(one for one in file['objects'] if one['name'] == 'cells')
        self.assertEqual(cells['equations'], ['dv/dt = (v0 - v)/tau : volt (unless refractory)', 'v0 : volt'])
        self.assertEqual((cells['threshold'], cells['reset'], cells['refractory'], cells['method']), ('v > 10*mV', 'v = 0*mV', '5*ms', 'exact'))
        self.assertEqual(cells['namespace'], {'tau': {'value': 0.01, 'dimension': 'second'}})
        self.assertEqual(file['runs'][0]['before'], [
            {'type': 'Set', 'object': 'cells', 'variable': 'v', 'value': {'value': 0.0, 'dimension': 'volt'}},
            {'type': 'Set', 'object': 'cells', 'variable': 'v0', 'value': '20*mV * i / (N - 1)'}])
        for monitor in ('traces', 'spikes'):
            self.assertEqual(next(one for one in file['objects'] if one['name'] == monitor)['record'], [2, 63])

    def test_connections_and_delays_are_told_as_rules(self):
        def script():
            G = NeuronGroup(10, 'v : 1', threshold='v > 1', reset='v = 0', name='G')
            S = Synapses(G, G, 'w : 1', on_pre={'a': 'v += w', 'b': 'v -= w'}, delay={'a': 2*ms}, name='S')
            S.connect('i != j', p=0.3)
            S.connect(j='k for k in range(i)', skip_if_invalid=True)
            S.connect(i=[0, 1], j=[2, 3])
            S.b.delay = '1*ms + rand()*ms'
            limit = 3
            S.w['i < limit'] = 2
            S.w = 0.5
            S.w['j > limit'] = 'rand()*limit'
            G[2:4].v = 0.25
            G.v[7] = 1.5
            run(1*ms)
        file, _ = self.exported(script)
        self.assertEqual(file['runs'][0]['before'], [
            {'type': 'Connect', 'synapses': 'S', 'condition': 'i != j', 'probability': '0.3'},
            {'type': 'Connect', 'synapses': 'S', 'targets': 'k for k in range(i)', 'skipInvalid': True},
            {'type': 'Connect', 'synapses': 'S', 'i': [0, 1], 'j': [2, 3]},
            {'type': 'Set', 'object': 'S', 'variable': 'b.delay', 'value': '1*ms + rand()*ms'},
            {'type': 'Set', 'object': 'S', 'variable': 'w', 'value': 0.5},
            {'type': 'Set', 'object': 'S', 'variable': 'w', 'value': 'rand()*limit', 'condition': 'j > limit', 'namespace': {'limit': 3.0}},
            {'type': 'Set', 'object': 'G', 'variable': 'v', 'value': {'values': [0.25, 0.25], 'dimension': '1'}, 'indices': [2, 3]},
            {'type': 'Set', 'object': 'G', 'variable': 'v', 'value': {'values': [1.5], 'dimension': '1'}, 'indices': [7]},
            {'type': 'Set', 'object': 'S', 'variable': 'a.delay', 'value': {'value': 0.002, 'dimension': 'second'}}])

    def test_the_file_holds_all_runs_and_waits_for_build_where_it_should(self):
        def script():
            G = NeuronGroup(2, 'dv/dt = -v/(10*ms) : 1', method='exact', name='G')
            G.v = 1
            run(10*ms)
            G.v = 'v + i'
            run(5*ms)
            device.build(lems_const_save=False)
        file, _ = self.exported(script, build_on_run=False)
        self.assertEqual([one['duration'] for one in file['runs']], [0.01, 0.005])
        self.assertEqual(file['runs'][1]['before'], [{'type': 'Set', 'object': 'G', 'variable': 'v', 'value': 'v + i'}])
        with self.assertRaisesRegex(RuntimeError, 'build_on_run=False'):
            self.exported(lambda: device.build())

    def test_each_run_has_the_values_that_names_have_in_it(self):
        def script():
            G = NeuronGroup(2, 'dv/dt = (drive - v)/tau : 1', threshold='v > 1', reset='v = 0', method='euler', name='G', namespace={'tau': 10*ms})
            H = NeuronGroup(2, 'dv/dt = (drive*level - v)/(10*ms) : 1', method='euler', name='H')
            drive, level = 2, 3
            run(10*ms)
            drive = 0.5
            run(5*ms)
        file, _ = self.exported(script)
        objects = {one['name']: one for one in file['objects']}
        self.assertEqual(objects['G']['namespace'], {'tau': {'value': 0.01, 'dimension': 'second'}})
        self.assertEqual(objects['H']['namespace'], {'level': 3.0})
        self.assertEqual([one['namespace'] for one in file['runs']], [{'drive': 2.0}, {'drive': 0.5}])

    def test_objects_that_change_between_runs_are_refused_by_name(self):
        def rates():
            P = PoissonGroup(3, 10*Hz, name='P')
            run(10*ms)
            P.rates = 20*Hz
            run(10*ms)

        def switched_off():
            G = NeuronGroup(2, 'dv/dt = 1/(10*ms) : 1', threshold='v > 1', reset='v = 0', name='G')
            run(10*ms)
            G.active = False
            run(10*ms)

        def added():
            G = NeuronGroup(2, 'dv/dt = 1/(10*ms) : 1', threshold='v > 1', reset='v = 0', name='G')
            net = Network(G)
            net.run(10*ms)
            net.add(NeuronGroup(2, 'x : 1', name='later'))
            net.run(10*ms)

        def conflicting():
            G = NeuronGroup(2, 'dv/dt = drive/(10*ms) : 1', name='G', namespace={'drive': 1})
            H = NeuronGroup(2, 'dv/dt = drive/(10*ms) : 1', name='H', namespace={'drive': 1})
            run(10*ms)
            G.namespace['drive'], H.namespace['drive'] = 2, 3
            run(10*ms)
        for script, what in ((rates, "'P' has other rates in run 1 than in run 2"), (switched_off, "'G' has other equations in run 1"), (added, "'later' is not part of run 1"),
                             (conflicting, "'drive', which changes between runs, has another value in 'H'")):
            start_scope()
            with self.subTest(script.__name__), self.assertRaisesRegex(NeuroglotError, what):
                self.exported(script)

    def test_monitors_that_come_later_record_from_the_beginning_and_that_is_told(self):
        def script():
            G = NeuronGroup(2, 'dv/dt = 1/(10*ms) : 1', threshold='v > 1', reset='v = 0', name='G', method='euler')
            first = StateMonitor(G, 'v', record=True, name='first')
            net = Network(G, first)
            net.run(10*ms)
            net.remove(first)
            net.add(SpikeMonitor(G, name='later'))
            net.run(10*ms)
        with mock.patch('neuroglot.devices.logger.warn') as warn:
            file, _ = self.exported(script)
        self.assertEqual(sorted(one['name'] for one in file['objects']), ['G', 'first', 'later'])
        self.assertEqual(sorted(call.args[0].split(';')[0] for call in warn.call_args_list),
                         ["'first' is part of run 1 of 2 only", "'later' is part of run 2 of 2 only"])

    def test_options_are_those_of_the_command(self):
        def script():
            G = NeuronGroup(1, 'v : 1')
            run(1*ms)
        _, arguments = self.exported(script, skip_unsupported=True, compat='brian2tools-0.2')
        self.assertEqual(arguments[4:], ['--skip-unsupported', '--compat', 'brian2tools-0.2'])


    def test_options_of_set_device_hold_for_build(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'model.xml')
            set_device('neuroml2', filename=path, lems_const_save=False, compat='brian2tools-0.2', build_on_run=False)
            device.reinit()
            G = NeuronGroup(3, 'dv/dt = -v/(10*ms) : 1', method='euler')
            M = StateMonitor(G, 'v', record=[1])
            run(1*ms)
            self.assertEqual(os.listdir(folder), [])
            device.build()
            self.assertEqual(os.listdir(folder), ['model.xml'])
            with open(path, encoding='utf-8') as file:
                self.assertIn('quantity="neuron1Multipop[2]/v"', file.read())
            device.build(filename=os.path.join(folder, 'other.xml'), compat=None, lems_const_save=True)
            self.assertEqual(sorted(os.listdir(folder)), ['LEMSUnitsConstants.xml', 'model.xml', 'other.xml'])
            with open(os.path.join(folder, 'other.xml'), encoding='utf-8') as file:
                self.assertIn('quantity="neuron1Multipop[1]/v"', file.read())
            with self.assertRaisesRegex(TypeError, "'compatibility' is no option of the device 'neuroml2', which has filename, lems_const_save"):
                device.build(compatibility=True)
        with self.assertRaisesRegex(TypeError, "'file' is no option of the device 'neuroml2'"):
            set_device('neuroml2', file='model.xml')


class RunTests(Case):
    """``set_device('neuroglot')`` beside the scripts that are compared."""

    def test_chance_follows_the_seed_and_differs_between_runs(self):
        def drawn():
            start_scope()
            seed(7)
            P = PoissonGroup(50, rates=100/ms/1000)
            M = SpikeMonitor(P)
            net = Network(P, M)
            net.run(50*ms)
            first = np.array(M.count)
            net.run(50*ms)
            return first, np.array(M.count) - first, np.random.rand()
        set_device('neuroglot')
        a, b, after = drawn()
        c, d, _ = drawn()
        self.assertTrue(np.array_equal(a, c) and np.array_equal(b, d))
        self.assertFalse(np.array_equal(a, b))
        np.random.seed(7)
        self.assertEqual(after, np.random.rand())

    def test_code_that_means_something_else_in_brian_is_told_once(self):
        set_device('neuroglot')
        G = NeuronGroup(1, 'v : 1\ndouble = 2*v : 1', threshold='v > 1', reset='v = 0')
        G.v = 2
        S = Synapses(G, G, """w : 1
                              u : 1
                              dx/dt = -x/(10*ms) : 1 (event-driven)
                              early = 2*x + w : 1
                              own = 3*u : 1
                              of_neuron = 3*v_post : 1""",
                     on_pre={'first': 'w += own; u += own', 'second': 'v_post += 1; w = early', 'third': 'u = 1; w += x', 'fourth': 'u = 2; w += own', 'fifth': 'v += 1; w += of_neuron',
                             'sixth': 'v_post += 1; w += double_post'}, name='S')
        S.connect()
        network = Network(G, S)
        with mock.patch('neuroglot.devices.logger.warn') as warn:
            network.run(1*ms)
            network.run(1*ms)
        self.assertEqual([one.args[0].split(', on which')[0] for one in warn.call_args_list], [
            "The code 'second' of 'S' uses the subexpression 'early' after 'x'", "The code 'fourth' of 'S' uses the subexpression 'own' after 'u'",
            "The code 'fifth' of 'S' uses the subexpression 'of_neuron' after 'v'", "The code 'sixth' of 'S' uses the subexpression 'double_post' after 'v_post'"])
        # As it is written, in the order of the names: 3*3 by the fifth, 3*2 by the fourth, 2*5 by the sixth.
        self.assertEqual(S.w[0], 25)

    def test_warnings_of_a_run_are_told(self):
        set_device('neuroglot')
        G = NeuronGroup(1, 'v : 1')
        found = {'diagnostics': [{'severity': 'warning', 'code': 'NG9999', 'message': 'something'}, {'severity': 'note', 'code': 'NG9998', 'message': 'else'}]}

        def converse(arguments, running, objects):
            np.savez(arguments[3], time=0.001)
            return found
        with mock.patch('neuroglot.devices.converse', converse), mock.patch('neuroglot.devices.logger.warn') as warn:
            run(1*ms)
        self.assertEqual([one.args[0] for one in warn.call_args_list], ['NG9999: something'])

    def test_options_that_there_are_not_are_told(self):
        with self.assertRaisesRegex(TypeError, "'treads' is no option of the device 'neuroglot', which has threads, keep"):
            set_device('neuroglot', treads=2)

    def test_what_only_compiled_programs_can_do_is_told(self):
        set_device('neuroglot', build_on_run=False, directory='output')
        G = NeuronGroup(1, 'dv/dt = 1/second : 1', method='euler')
        run(1*ms)
        device.build(directory='output', compile=True, run=False)
        with self.assertRaisesRegex(NeuroglotError, 'Call store'):
            device.run(directory='output', with_output=True, run_args=[])

    def test_functions_that_are_no_expressions_are_refused_by_name(self):
        def exp(x):
            return x

        @check_units(x=1, result=1)
        def waits(x):
            while x > 2:
                x = x/2
            return x

        @check_units(x=1, result=1)
        def counts_on(x):
            for _ in range(x):
                x = 2*x
            return x

        @check_units(x=1, result=1)
        def counts_far(x):
            for k in range(10**6):
                x = k + x
            return x

        @check_units(x=1, result=1)
        def grows(x):
            for _ in range(20):
                x = x*x + x
            return x

        @check_units(x=1, result=1)
        def changes_its_argument(x):
            y = x
            y += 1
            return y

        @check_units(x=1, result=1)
        def shadows(x):
            return exp(x)

        @check_units(x=1, result=1)
        def draws(x):
            return x*np.random.rand()

        @check_units(x=1, result=1)
        def looks_up(x):
            return np.array([1, 2, 3])[x]

        set_device('neuroglot')
        for function, problem in ((waits, 'consists of more than assignments, loops over known numbers, and a result'),
                                  (counts_on, "has 'x' where a known whole number belongs"), (counts_far, r"has '10 \*\* 6' where a known whole number belongs"), (grows, 'is too long'),
                                  (changes_its_argument, "changes 'y', which it was given"), (shadows, "calls 'exp'"), (draws, r"calls 'np\.random\.rand'"), (looks_up, r'has .*\[x\]')):
            H = NeuronGroup(1, 'y = called(t/second) : 1', namespace={'called': function}, name='others*')
            with self.assertRaisesRegex(NeuroglotError, f"'others.*' uses the function 'called', which {problem}"):
                Network(H, StateMonitor(H, 'y', record=0)).run(1*ms)

    def test_what_an_operation_throws_ends_the_run(self):
        set_device('neuroglot')
        G = NeuronGroup(1, 'v : 1')

        @network_operation
        def fail(t):
            raise ZeroDivisionError('as it happens')
        with self.assertRaisesRegex(ZeroDivisionError, 'as it happens'):
            run(1*ms)

    def test_an_operation_cannot_change_the_network(self):
        set_device('neuroglot')
        G = NeuronGroup(1, 'v : 1', threshold='v > 1', reset='v = 0')
        S = Synapses(G, G, on_pre='v += 1')

        @network_operation(name='builder')
        def build():
            S.connect()
        with self.assertRaisesRegex(NeuroglotError, "(?s)'builder' has changed what the network consists of.*test_devices.py"):
            run(1*ms)

    def test_names_of_places_are_free_where_a_morphology_has_none(self):
        set_device('neuroglot')
        N = SpatialNeuron(Cylinder(diameter=1*um, length=100*um, n=5), 'Im = x*1e-4*siemens/cm**2*(-70*mV - v) : amp/meter**2\nx : 1', Ri=1*ohm*meter)
        N.x = 2
        run(20*ms)
        # From 0 mV to rest with a time constant of 0.9/0.2 ms; implicit steps of 0.1 ms are a little slower.
        self.assertAlmostEqual(float(N.v[3]/mV), -70*(1 - np.exp(-20*0.2/0.9)), delta=0.1)
        self.assertEqual(list(N.x), [2]*5)

    def test_methods_with_steps_of_their_own_are_refused(self):
        set_device('neuroglot')
        G = NeuronGroup(1, 'dv/dt = -v/(10*ms) : 1', method='gsl_rkf45', name='cells')
        with self.assertRaisesRegex(NeuroglotError, "(?s)'cells' is integrated by 'gsl_rkf45' of the GNU Scientific Library.*Use rk4.*test_devices.py"):
            run(1*ms)

    def test_synapses_at_synapses_that_are_switched_off_are_refused(self):
        set_device('neuroglot')
        G = NeuronGroup(2, 'v : 1', threshold='v > 1', reset='v = 0')
        S = Synapses(G, G, 'w : 1', name='inner')
        S.connect()
        T = Synapses(G, S, on_pre='w_post += 1', name='outer')
        T.connect()
        S.active = False
        with self.assertRaisesRegex(NeuroglotError, "(?s)'outer' ends at the synapses 'inner', which are switched off.*test_devices.py"):
            run(1*ms)

    def test_neurons_with_a_morphology_are_exported(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'cable.xml')
            set_device('neuroml2', filename=path)
            N = SpatialNeuron(Cylinder(diameter=1*um, length=100*um, n=5), 'Im = 1e-4*siemens/cm**2*(-70*mV - v) : amp/meter**2', Ri=1*ohm*meter, name='cable')
            N.v = -60*mV
            trace = StateMonitor(N, 'v', record=[0, 4])
            run(1*ms)
            with open(path, encoding='utf-8') as file:
                text = file.read()
        self.assertIn('Ri_p="1 SI_resistivity_SI"', text)
        self.assertIn('axial_part', text)

    def test_operations_need_objects_of_the_device(self):
        G = NeuronGroup(1, 'v : 1', name='early')
        set_device('neuroglot')

        @network_operation
        def watch():
            G.v = 1
        with self.assertRaisesRegex(NeuroglotError, "'early' was made before the device was chosen"):
            run(1*ms)

    def test_operations_set_rates_and_their_random_numbers_follow_numpy(self):
        set_device('neuroglot')
        P = PoissonGroup(3, 0*Hz, name='inputs')
        M = SpikeMonitor(P)
        drawn = []

        @network_operation(dt=5*ms)
        def change(t):
            drawn.append(np.random.rand())
            P.rates[1] = 10/defaultclock.dt
        np.random.seed(3)
        run(10*ms)
        np.random.seed(3)
        self.assertEqual(drawn, list(np.random.rand(2)))
        self.assertEqual(list(M.count), [0, 100, 0])
        self.assertAlmostEqual(float(P.rates[1]), 1e5)

    def test_what_is_said_about_a_network_is_said_once_for_all_of_its_runs(self):
        said = [{'severity': 'warning', 'code': 'NG4115', 'message': 'the step is too great'}]
        set_device('neuroml2', filename='model.xml')
        device.reinit()
        G = NeuronGroup(1, 'dv/dt = -v/(10*ms) : 1', method='euler')
        network = Network(G)
        with mock.patch('neuroglot.devices.call', lambda arguments, objects=(): {'diagnostics': said}), mock.patch('neuroglot.devices.logger.warn') as warn:
            network.run(1*ms)
            G.v = 1
            network.run(1*ms)
            network.run(1*ms)
        self.assertEqual(len([one for one in warn.call_args_list if 'the step is too great' in one.args[0]]), 1)

    def test_an_operation_cannot_be_exported(self):
        set_device('neuroml2', filename='model.xml')
        G = NeuronGroup(1, 'v : 1')

        @network_operation(name='watcher')
        def watch():
            G.v = 1
        with self.assertRaisesRegex(NeuroglotError, "(?s)'watcher' is a function in Python, which cannot be exported.*test_devices.py"):
            run(1*ms)

    def test_names_that_nobody_knows_are_told_with_the_group(self):
        set_device('neuroglot')
        G = NeuronGroup(1, 'dv/dt = -v/tauX : 1', name='cells')
        with self.assertRaisesRegex(KeyError, "tauX.*cells"):
            run(1*ms)

    def test_mistakes_that_the_engine_finds_say_where_the_object_was_made(self):
        set_device('neuroglot')
        G = NeuronGroup(1, 'dv/dt = -v/(10*ms) : 1', threshold='v > 3*mV', reset='v = 0', name='cells')
        with self.assertRaisesRegex(NeuroglotError, "(?s)NG1230.*'cells' was created here.*test_devices.py"):
            run(1*ms)

    def test_a_device_may_be_chosen_after_objects_are_made_but_not_between_runs(self):
        G = NeuronGroup(1, 'dv/dt = 1/(10*ms) : 1', threshold='v > 0.5', reset='v = 0', method='euler')
        H = NeuronGroup(1, 'y : 1')
        S = Synapses(G, H, on_pre='y += 1', delay=1*ms, name='links')
        S.connect()
        set_device('neuroglot')
        net = Network(G, H, S)
        net.run(10*ms)
        self.assertEqual(H.y[0], 1)
        S.pre.queue = object()
        with self.assertRaisesRegex(NeuroglotError, "'links' has been run by another device"):
            net.run(1*ms)

    def test_a_report_tells_how_far_a_run_is(self):
        set_device('neuroglot')
        told = []
        G = NeuronGroup(1, 'v : 1')

        @network_operation(dt=1*ms)
        def wait():
            # Three times as long as the engine waits between two reports.
            time.sleep(0.3)
        run(5*ms, report=lambda elapsed, completed, start, duration: told.append((float(elapsed), completed)), report_period=0.05*second)
        self.assertEqual(told, sorted(told))
        self.assertEqual((told[0][1], told[-1][1]), (0.0, 1.0))
        self.assertTrue(any(0 < completed < 1 for elapsed, completed in told), told)

    def test_a_report_tells_begin_and_end(self):
        set_device('neuroglot')
        told = []
        G = NeuronGroup(1, 'v : 1')
        run(2*ms, report=lambda elapsed, completed, start, duration: told.append((completed, float(start), float(duration))))
        self.assertEqual(told, [(0.0, 0.0, 0.002), (1.0, 0.0, 0.002)])


class CommandTests(unittest.TestCase):
    """How the command is found, and scripts that are run as they stand."""

    def test_a_command_that_is_not_there_is_told(self):
        with mock.patch.dict(os.environ, {command.VARIABLE: '/nowhere/neuroglot'}):
            with self.assertRaisesRegex(NeuroglotError, '/nowhere/neuroglot'):
                command.find()
        with mock.patch.dict(os.environ, {'PATH': '/nowhere'}):
            os.environ.pop(command.VARIABLE)
            with mock.patch('os.path.exists', return_value=False), self.assertRaisesRegex(NeuroglotError, 'dotnet tool install'):
                command.find()

    def test_a_command_that_says_nothing_is_told(self):
        with mock.patch.dict(os.environ, {command.VARIABLE: sys.executable}), self.assertRaisesRegex(NeuroglotError, "'neuroglot run' ended with code 2"):
            command.call(['run', 'x'])

    def test_a_script_is_exported_as_it_stands(self):
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(folder, 'script.py')
            with open(script, 'w', encoding='utf-8') as file:
                file.write("from brian2 import *\nimport brian2tools.nmlexport\nset_device('neuroml2', filename='model.xml')\n"
                           "G = NeuronGroup(10, 'dv/dt = (x - v)/(10*ms) : volt (unless refractory)\\nx : volt', threshold='v > 10*mV', reset='v = 0*mV', refractory=5*ms,"
                           " method='exact')\nG.x = '20*mV*i/(N - 1)'\nM = StateMonitor(G, 'v', record=[2, 7])\nS = SpikeMonitor(G, record=[2, 7])\nrun(100*ms)\n")
            done = subprocess.run([sys.executable, '-W', 'ignore', '-m', 'neuroglot', script], cwd=folder, env={**os.environ, 'PYTHONPATH': ROOT},
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertEqual(sorted(os.listdir(folder)), ['LEMSUnitsConstants.xml', 'model.xml', 'script.py'])
            model = xml.etree.ElementTree.parse(os.path.join(folder, 'model.xml'))
            simulation = next(one for one in model.getroot() if one.tag.endswith('Simulation'))
            self.assertEqual(simulation.get('length').replace(' ', ''), '100ms')
            chosen = [one.get('select') for one in simulation.iter() if one.tag.endswith('EventSelection')]
            self.assertEqual(chosen, ['neuron1Multipop[2]', 'neuron1Multipop[7]'])
            ran = command.call(['run', os.path.join(folder, 'model.xml'), '--out', folder])
            # Neuron 7 settles at 15.6 mV and spikes after 10 ms·ln(15.6/5.6) = 10.3 ms and then each 15.3 ms or so: six times.
            self.assertEqual(ran['outcome'], 'completed')
            with open(os.path.join(folder, 'recording_model.spikes'), encoding='utf-8') as file:
                self.assertEqual(len(file.readlines()), 6)

    def test_the_former_name_of_the_exporter_is_known(self):
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(folder, 'script.py')
            with open(script, 'w', encoding='utf-8') as file:
                file.write("from brian2 import *\nimport brian2lems.nmlexport\nset_device('neuroml2', filename='model.xml')\nG = NeuronGroup(2, 'dv/dt = -v/(10*ms) : 1', method='exact')\nrun(1*ms)\n")
            done = subprocess.run([sys.executable, '-W', 'ignore', '-m', 'neuroglot', script], cwd=folder, env={**os.environ, 'PYTHONPATH': ROOT},
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertIn('model.xml', os.listdir(folder))

    def test_a_file_that_is_kept_has_its_ending(self):
        set_device('neuroglot', keep='network.json')
        G = NeuronGroup(1, 'x : 1')
        with self.assertRaisesRegex(NeuroglotError, "ends in '.brian.json'"):
            run(1*ms)

    def test_a_script_runs_as_it_stands(self):
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(folder, 'script.py')
            with open(script, 'w', encoding='utf-8') as file:
                file.write('import sys\nfrom brian2 import *\nimport brian2tools.nmlexport\n'
                           "set_device('cpp_standalone', directory=None)\n"
                           "G = NeuronGroup(3, 'dv/dt = (2 - v)/(10*ms) : 1', threshold='v > 1', reset='v = 0', method='exact')\n"
                           'M = SpikeMonitor(G)\nrun(20*ms)\nprint(sys.argv[1], M.num_spikes, type(get_device()).__name__)\n')
            done = subprocess.run([sys.executable, '-W', 'ignore', '-m', 'neuroglot', script, 'given'], cwd=folder, env={**os.environ, 'PYTHONPATH': ROOT},
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        # A spike at each 6.9 ms, ln 2 of the time constant, rounded up to the step of 0.1 ms.
        self.assertEqual(done.stdout.decode().split(), ['given', '6', 'NeuroglotDevice'], done.stderr.decode())

    def test_options_of_the_command_line_hold_where_a_script_asks_for_compiled_code(self):
        text = ("from brian2 import *\nset_device('cpp_standalone', directory='output', build_on_run=False)\nG = NeuronGroup(2, 'dv/dt = -v/(10*ms) : 1', method='exact')\n"
                "run(1*ms)\ndevice.build(directory='output', compile=True, run=True, debug=False)\nprint(device.build_options)\n")
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(folder, 'script.py')
            with open(script, 'w', encoding='utf-8') as file:
                file.write(text)

            def run_script(*options):
                done = subprocess.run([sys.executable, '-W', 'ignore', '-m', 'neuroglot', *options, script], cwd=folder, env={**os.environ, 'PYTHONPATH': ROOT}, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, check=False)
                self.assertEqual(done.returncode, 0, done.stderr.decode())
                return done.stdout.decode().strip(), sorted(os.listdir(folder))
            self.assertEqual(run_script('--threads', '2'), ("{'threads': 2}", ['script.py']))
            self.assertEqual(run_script('--device', 'neuroml2', '--out', 'm.xml'), ("{'filename': 'm.xml'}", ['LEMSUnitsConstants.xml', 'm.xml', 'script.py']))

    def test_a_python_without_brian_is_told(self):
        # Without site, Python finds nothing that is installed.
        done = subprocess.run([sys.executable, '-S', '-m', 'neuroglot', __file__], env={**os.environ, 'PYTHONPATH': ROOT}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr.decode(), r"^python -m neuroglot: scripts for Brian 2 need it, and .* has no brian2\. Install it .*\n$")


if __name__ == '__main__':
    unittest.main()
