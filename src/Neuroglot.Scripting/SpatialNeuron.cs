using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>
/// A neuron with a shape. Its compartments are counted like the neurons of a group, section by section as in <see cref="Morphology.Sections"/>; equations hold for each of them, and the
/// membrane current <c>Im</c> and the potential <c>v</c> of all go together.
/// </summary>
/// <example><code>
/// var shape = new Soma(30 * um);
/// shape["axon"] = new Cylinder(diameter: 1 * um, n: 100, length: 1 * mm);
/// var neuron = new SpatialNeuron(shape, "Im = gL*(EL - v) : amp/meter**2\nI : amp (point current)", @namespace: new { gL, EL });
/// neuron["v"] = EL;
/// neuron.Section("axon").Between(0 * um, 50 * um)["I"] = 0.1 * nA;
/// </code></example>
public sealed class SpatialNeuron : NeuronGroup
{
    private static readonly Quantity DefaultCapacitance = new(9e-3, Dimension.SpecificCapacitance);
    private static readonly Quantity DefaultResistivity = new(1.5, Dimension.Resistivity);

    /// <summary>Creates a neuron.</summary>
    /// <param name="morphology">Its shape, as it is now.</param>
    /// <param name="model">The equations, with the current that enters through the membrane, <c>Im : amp/meter**2</c>; a current marked <c>(point current)</c> enters each compartment in amperes.</param>
    /// <param name="threshold">The condition for a spike; null for a neuron that never spikes.</param>
    /// <param name="reset">What happens after a spike in the compartment that had it; null for nothing.</param>
    /// <param name="refractory">The refractory period, or the condition under which a compartment that has spiked stays refractory; null for none.</param>
    /// <param name="events">Conditions of further events, by name; null for none.</param>
    /// <param name="thresholdLocation">The one compartment that spikes; null for all, each by itself.</param>
    /// <param name="cm">Capacitance of the membrane; null for 0.9 µF/cm². The variable <c>Cm</c> can be given other values afterwards.</param>
    /// <param name="ri">Resistivity of the inside; null for 150 Ωcm. The variable <c>Ri</c> can be given another value afterwards.</param>
    /// <param name="method">The integrator of all equations but that of <c>v</c>; null for the first of exact, exponential_euler, rk2 and heun that can.</param>
    /// <param name="dt">Time step; null for that of the run.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="namespace">Names for its code: a dictionary, or an object whose properties they are; null for none.</param>
    /// <param name="name">Its name; null for <c>spatialneuron</c> and a number.</param>
    /// <exception cref="ModelException">The equations cannot be read or have no membrane current, or a value has the wrong unit.</exception>
    public SpatialNeuron(
        Morphology morphology, Code model, Code? threshold = null, Code? reset = null, Code? refractory = null, Dictionary<string, Code>? events = null, Location? thresholdLocation = null,
        Quantity? cm = null, Quantity? ri = null, string? method = null, Quantity? dt = null, int order = 0, object? @namespace = null, string? name = null)
        : this(new Compartments(morphology), model, threshold, reset, refractory, events, thresholdLocation, cm, ri, method, dt, order, @namespace, name)
    {
    }

    private SpatialNeuron(
        Compartments compartments, Code model, Code? threshold, Code? reset, Code? refractory, IReadOnlyDictionary<string, Code>? events, Location? location, Quantity? cm, Quantity? ri,
        string? method, Quantity? dt, int order, object? @namespace, string? name)
        : base(
            "spatialneuron", compartments.Cable(Positive(cm ?? DefaultCapacitance, DefaultCapacitance, "cm"), Positive(ri ?? DefaultResistivity, DefaultResistivity, "ri")), compartments.Count, model,
            location is null || threshold is null ? threshold : At(threshold, compartments.Index(location)), reset, refractory, events, method, dt, order, @namespace, name)
    {
        Compartments = compartments;
        var diagnostics = new DiagnosticBag();
        var hasPlaces = ((Records.NeuronGroup)Data).Cable!.HasPlaces;
        if (EquationRules.Check(Equations, GroupKind.SpatialNeuron, Name, diagnostics, hasPlaces))
            CompartmentEquations.Check(Equations, Name, diagnostics, hasPlaces);
        if (diagnostics.HasErrors)
            throw new ModelException(diagnostics);
    }

    /// <summary>Its shape.</summary>
    public Morphology Morphology => Compartments.Morphology;

    /// <summary>The compartments of the root section alone.</summary>
    public SpatialSubgroup Main => Whole.Main;

    /// <summary>A section with all that grows from it, by the names under which the shape has it: <c>axon</c>, <c>axon.L</c>.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="MorphologyException">NG8167: there is no such subtree.</exception>
    public SpatialSubgroup Subtree(string name) => Whole.Subtree(name);

    /// <summary>A section alone, by the names under which the shape has it.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="MorphologyException">NG8167: there is no such section.</exception>
    public SpatialSubgroup Section(string name) => Whole.Subtree(name).Main;

    /// <summary>The number of a compartment.</summary>
    /// <param name="place">Where: a number, a section of one compartment, or a section and a distance from its beginning, <c>("axon", 50 * um)</c>.</param>
    /// <exception cref="ModelException">There is no such compartment, or there are several.</exception>
    public int IndexOf(Location place) => Compartments.Index(place);

    internal Compartments Compartments { get; }

    private SpatialSubgroup Whole => new(this, 0, isWhole: true);

    private static Code At(Code threshold, int compartment) => threshold.Replaced(condition =>
        new Binary(BinaryOperator.And, condition, new Binary(BinaryOperator.Equal, new Name("i"), new Number(compartment))));

    private static double Positive(Quantity value, Quantity like, string what) => value.Dimension == like.Dimension && value.Value > 0 && double.IsFinite(value.Value)
        ? value.Value : throw new ModelException($"`{what}` of a spatial neuron should have units of {UnitNames.Of(like.Dimension)} and be positive, but it is {value}.");
}
