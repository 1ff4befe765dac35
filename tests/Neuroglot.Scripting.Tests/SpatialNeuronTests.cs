using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Numerics;
using Xunit;
using static Neuroglot.Plotting.Plots.NeuralPlots;
using static Neuroglot.Scripting.Brian;
using static Neuroglot.Scripting.Units;

namespace Neuroglot.Scripting.Tests;

/// <summary>Neurons with a shape; cable theory gives what is expected.</summary>
public sealed class SpatialNeuronTests
{
    private static readonly Quantity GL = 1e-4 * siemens / (1 * cm) / (1 * cm);
    private static readonly Quantity EL = -70 * mV;

    public SpatialNeuronTests() => StartScope();

    [Theory]
    [InlineData(20)]
    [InlineData(80)]
    public void A_current_at_the_end_of_a_cable_spreads_as_theory_says(int compartments)
    {
        // Steady state of a sealed cable of length L and length constant λ = √(d/(4·gL·Ri)): v(x) = I·R·cosh((L − x)/λ)/sinh(L/λ), R = Ri·λ/(π·d²/4).
        const double L = 1e-3, D = 2e-6, Ri = 1.5, Current = 20e-12;
        var neuron = Passive(new Cylinder(D * meter, compartments, L * meter));
        neuron["I", [0]] = Current * amp;
        Run(500 * ms);
        var lambda = Math.Sqrt(D / (4 * GL.Value * Ri));
        var resistance = Ri * lambda / (Math.PI * D * D / 4);
        var v = neuron.Plain("v").Select(one => one - EL.Value).ToArray();
        double Theory(double x) => Current * resistance * Cosh((L - x) / lambda) / ((Elementary.Exp(L / lambda) - Elementary.Exp(-L / lambda)) / 2);

        // In the middles of compartments; the error is that of compartments, of second order, and nowhere greater than where the current enters.
        var worst = neuron.Plain("distance").Zip(v, (x, one) => Math.Abs(one - Theory(x)) / Theory(0)).Max();
        Assert.InRange(worst, 0, 0.08 / compartments);
        Assert.Equal(lambda, neuron["space_constant"].Plain[3], 1e-6 * lambda);
        Assert.Equal(90e-3 * 1e-1, neuron["time_constant"].Plain[3], 1e-12);
    }

    [Fact]
    public void Branches_whose_diameters_to_the_power_of_three_halves_add_up_are_one_cable()
    {
        // Rall: daughters of 1 µm each with 2^(2/3) µm for their parent, and the same electrotonic length, are the parent going on.
        const int N = 50;
        var parent = Elementary.Pow(2, 2.0 / 3);
        var branching = new Cylinder(parent * um, N, 200 * um);
        branching["L"] = new Cylinder(1 * um, N, 150 * um);
        branching["R"] = new Cylinder(1 * um, N, 150 * um);
        var one = new Cylinder(parent * um, N, 200 * um);
        one["on"] = new Cylinder(parent * um, N, 150 * um * Math.Sqrt(parent));
        var (a, b) = (Passive(branching), Passive(one));
        a["I", [0]] = 10 * pA;
        b["I", [0]] = 10 * pA;
        Run(20 * ms);
        Assert.All(a.Main["v"].Plain.Zip(b.Main["v"].Plain), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(a.Section("L")["v"].Plain.Zip(b.Section("on")["v"].Plain), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(a.Section("L")["v"].Plain, a.Section("R")["v"].Plain);
        Assert.True(a.Plain("v")[0] > EL.Value + 1e-3);
    }

    [Fact]
    public void Halving_the_step_halves_the_error_and_halving_compartments_quarters_it()
    {
        double After(double step, int n)
        {
            StartScope();
            DefaultClock.Dt = step * ms;
            var neuron = Passive(new Cylinder(2 * um, n, 600 * um));
            neuron["I"] = $"10*pA/um*length*exp(-distance/(100*um))";
            Run(4 * ms);
            DefaultClock.Dt = 0.1 * ms;

            // The mean of the two in the middle: the potential there, up to second order.
            var v = neuron.Plain("v");
            return (v[(n / 2) - 1] + v[n / 2]) / 2;
        }

        var (coarse, middle, fine) = (After(0.1, 8), After(0.05, 8), After(0.025, 8));
        Assert.InRange((coarse - middle) / (middle - fine), 1.8, 2.2);
        (coarse, middle, fine) = (After(0.1, 8), After(0.1, 16), After(0.1, 32));
        Assert.InRange((coarse - middle) / (middle - fine), 3.6, 4.4);
    }

    [Fact]
    public void Sections_and_stretches_are_those_of_the_shape()
    {
        // What Brian makes of neuron.axon, neuron.axon.main, neuron.axon[10*um:20*um] and so on.
        var neuron = Passive(Bipolar());
        Assert.Equal(23, neuron.N);
        Assert.Equal((0, 1), Bounds(neuron.Main));
        Assert.Equal((1, 20), Bounds(neuron.Subtree("axon")));
        Assert.Equal((1, 10), Bounds(neuron.Section("axon")));
        Assert.Equal((11, 5), Bounds(neuron.Subtree("axon").Subtree("L")));
        Assert.Equal((16, 5), Bounds(neuron.Section("axon.R")));
        Assert.Equal((21, 2), Bounds(neuron.Section("dend")));
        Assert.Equal((2, 1), Bounds(neuron.Section("axon").Between(10 * um, 20 * um)));
        Assert.Equal((2, 2), Bounds(neuron.Section("axon").Between(15 * um, 25 * um)));
        Assert.Equal((2, 2), Bounds(neuron.Subtree("axon").Between(14 * um, 26 * um)));
        Assert.Equal((1, 10), Bounds(neuron.Section("axon").Between(0 * um, 100 * um)));
        Assert.Equal((2, 1), Bounds(neuron.Section("axon").Between(12 * um, 13 * um)));
        Assert.Equal((12, 2), Bounds(neuron.Section("axon.L").Between(10 * um, 30 * um)));
        Assert.Equal([6, 10, 1, 10, 4, 0, 0, 5], ((Location[])[("axon", 50 * um), ("axon", 100 * um), ("axon", 0 * um), ("axon", 99 * um), ("axon", 30 * um), 15 * um, 0, 5]).Select(neuron.IndexOf));
        Assert.Equal(1, Passive(One()).IndexOf("tip"));
    }

    [Fact]
    public void Values_are_given_to_sections_stretches_and_places()
    {
        var neuron = Passive(Bipolar());
        neuron["v"] = EL;
        neuron.Section("axon")["v"] = -60 * mV;
        neuron.Section("axon").Between(10 * um, 20 * um)["v"] = "-50*mV + i*mV";
        neuron["v", "distance > 120*um"] = "-1*mV*distance/(100*um)";
        neuron.Section("dend")["Cm"] = 2 * uF / (1 * cm) / (1 * cm);
        var v = neuron.Plain("v");
        Assert.Equal([-0.07, -0.06, -0.05, -0.06], v[..4]);
        Assert.Equal(-1.25e-3, v[13], 1e-12);
        Assert.Equal([9.0, 20], neuron.Plain("Cm")[20..22].Select(one => Math.Round(1e3 * one, 12)));
        Assert.Equal(1.5, neuron["Ri"].Plain[0]);
        Assert.Equal(Math.PI * 900e-12, neuron.Plain("area")[0], 1e-20);
        Assert.All(neuron.Plain("volume"), volume => Assert.True(volume > 0));
    }

    [Fact]
    public void One_compartment_spikes_and_others_hear_of_it()
    {
        var shape = new Soma(30 * um);
        shape["axon"] = new Cylinder(1 * um, 10, 100 * um);
        var neuron = new SpatialNeuron(
            shape, "Im = gL*(EL - v) : amp/meter**2\nI : amp (point current)\nseen : 1", threshold: "v > -60*mV", reset: "v = EL", refractory: 2 * ms, thresholdLocation: ("axon", 50 * um), @namespace: new { gL = GL, EL });
        neuron["v"] = EL;
        neuron.Main["I"] = 0.2 * nA;
        var spikes = new SpikeMonitor(neuron);
        var onto = new Synapses(neuron.Section("axon"), neuron.Main, onPre: "seen_post += 1");
        onto.Connect();
        Run(30 * ms);
        Assert.True(spikes.Count > 3);
        Assert.All(spikes.I, compartment => Assert.Equal(6, compartment));
        Assert.Equal(spikes.Count, neuron.Plain("seen")[0]);
        Assert.Contains("spatialneuron_spatialstateupdater", SchedulingSummary(), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_go_on_with_other_membranes_and_states_come_back()
    {
        var neuron = Passive(Bipolar());
        neuron["v"] = EL;
        neuron.Main["I"] = 0.1 * nA;
        Run(5 * ms);
        Store();
        var before = neuron.Plain("v");
        Run(5 * ms);
        var once = neuron.Plain("v");
        Restore();
        Assert.Equal(before, neuron.Plain("v"));
        Run(5 * ms);
        Assert.Equal(once, neuron.Plain("v"));
        Restore();
        neuron["Ri"] = 50 * ohm * cm;
        neuron["Cm"] = 2 * uF / (1 * cm) / (1 * cm);
        Run(5 * ms);
        var other = neuron.Plain("v");
        Assert.True(other[0] < once[0] - 1e-4);

        // With less resistance inside, the potential falls less along the axon.
        Assert.True((other[0] - other[10]) / (other[0] - EL.Value) < (once[0] - once[10]) / (once[0] - EL.Value));

        // What charges the membrane is C·dv/dt; the rest of the current has left.
        Assert.Equal(neuron["Ic"].Plain.Zip(neuron.Plain("area"), (one, area) => one * area).Sum(), 0.1e-9 + neuron["Im"].Plain.Zip(neuron.Plain("area"), (one, area) => one * area).Sum() - 0.1e-9, 2e-12);
    }

    [Fact]
    public void A_current_that_is_not_linear_is_split_by_its_derivative()
    {
        // One compartment, one step: (C/Δt + g)·v′ = C/Δt·v + Im(v) + g·v with g = −Im′(v), Im = k·exp(v/V) and v = 0.
        var neuron = new SpatialNeuron(new Cylinder(1 * um, 1, 1 * um), "Im = -k*exp(v/V0) : amp/meter**2\nk : amp/meter**2 (constant)\nV0 : volt (constant)");
        neuron["k"] = 9 * amp / (1 * meter) / (1 * meter);
        neuron["V0"] = 1 * volt;
        Run(0.1 * ms);
        Assert.Equal(-9 / (90.0 + 9), neuron.Plain("v")[0], 1e-15);
        Assert.Equal(9 * Elementary.Exp(-9 / 99.0), neuron["gtot__private"].Plain[0], 1e-13);
    }

    [Theory]
    [InlineData("v : volt", "has no membrane current `Im`")]
    [InlineData("Im : amp/meter**2", "is no plain subexpression")]
    [InlineData("Im = 1*amp/meter**2 : amp/meter**2 (constant over dt)", "is no plain subexpression")]
    [InlineData("Im = 0*amp : amp", "should have units of amp/meter**2")]
    [InlineData("Im = 0*amp/meter**2 : amp/meter**2\nv : volt", "cannot be called `v`: it is a variable that all spatial neurons have")]
    [InlineData("Im = 0*amp/meter**2 : amp/meter**2\narea : meter**2", "cannot be called `area`")]
    [InlineData("Im = f(v) : amp/meter**2", "`f(v)` has no derivative")]
    [InlineData("Im = 0*amp/meter**2 : amp/meter**2\nI : 1 (point current)", "the point current `I` of spatialneuron should have units of amp")]
    public void What_is_wrong_is_told(string equations, string message)
    {
        var told = Assert.Throws<ModelException>(() => new SpatialNeuron(new Cylinder(1 * um, 5, 100 * um), equations.StartsWith("v :", StringComparison.Ordinal) ? "gL : 1" : equations));
        Assert.Contains(message, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_that_are_not_there_are_told()
    {
        var neuron = Passive(Bipolar());
        Assert.Contains("There is no subtree `axn`", Assert.Throws<MorphologyException>(() => neuron.Section("axn")).Message, StringComparison.Ordinal);
        Assert.Contains("so that 101 um is not on it", Assert.Throws<ModelException>(() => neuron.IndexOf(("axon", 101 * um))).Message, StringComparison.Ordinal);
        Assert.Contains("`axon` has 10 compartments, and one is needed", Assert.Throws<ModelException>(() => neuron.IndexOf("axon")).Message, StringComparison.Ordinal);
        Assert.Contains("numbered from 0 to 22", Assert.Throws<ModelException>(() => neuron.IndexOf(23)).Message, StringComparison.Ordinal);
        Assert.Contains("should be the greater distance", Assert.Throws<ModelException>(() => neuron.Section("axon").Between(20 * um, 10 * um)).Message, StringComparison.Ordinal);
        Assert.Contains("`ri` of a spatial neuron", Assert.Throws<ModelException>(() => new SpatialNeuron(Bipolar(), "Im = 0*amp/meter**2 : amp/meter**2", ri: 3 * ohm)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_a_run_are_drawn_on_the_shape()
    {
        var shape = Bipolar();
        var neuron = Passive(shape);
        neuron.Main["I"] = 0.1 * nA;
        Run(5 * ms);
        var picture = PlotMorphology(shape.GenerateCoordinates(), values: neuron.Plain("v"), valueName: "v", valueDimension: Dimension.Voltage);
        Assert.Contains("mV", picture.Figure.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_flows_between_compartments_is_not_set()
    {
        var neuron = Passive(Bipolar());
        neuron["r_length_1"] = 1 * um;
        Assert.Contains("'r_length_1' of spatialneuron follows from its shape", Assert.Throws<ModelException>(() => Run(1 * ms)).Message, StringComparison.Ordinal);
    }

    private static SpatialNeuron Passive(Morphology shape)
    {
        var neuron = new SpatialNeuron(shape, "Im = gL*(EL - v) : amp/meter**2\nI : amp (point current)", @namespace: new { gL = GL, EL });
        neuron["v"] = EL;
        return neuron;
    }

    private static Soma Bipolar()
    {
        var shape = new Soma(30 * um);
        shape["axon"] = new Cylinder(1 * um, 10, 100 * um);
        shape["axon"]["L"] = new Cylinder(0.5 * um, 5, 50 * um);
        shape["axon"]["R"] = new Cylinder(0.5 * um, 5, 50 * um);
        shape["dend"] = new Section([2 * um, 1.5 * um, 1 * um], 2, [20 * um, 20 * um]);
        return shape;
    }

    private static Soma One()
    {
        var shape = new Soma(30 * um);
        shape["tip"] = new Cylinder(1 * um, 1, 10 * um);
        return shape;
    }

    private static (int Start, int N) Bounds(Subgroup part) => (part.Start, part.N);

    private static double Cosh(double x) => (Elementary.Exp(x) + Elementary.Exp(-x)) / 2;
}
