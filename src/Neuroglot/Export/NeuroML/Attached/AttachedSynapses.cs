using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Export.NeuroML.Runs;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Synapses with weights or states of their own, as components that are attached to the neurons behind them. An event adds to what has arrived for a variable of the
/// neuron; the neuron adds up what its synapses show at the beginning of each step.
/// </summary>
internal sealed class AttachedSynapses
{
    private readonly ComponentSet set;
    private readonly GroupCode code;
    private readonly SynapseHandlers handlers;
    private readonly DeferredEvents deferred;
    private readonly ClockedSynapseCode clocked;
    private readonly SynapseTargets targets = new();
    private readonly List<XElement> arrays = [];
    private readonly NetworkExport export;
    private readonly List<CellProperty> properties = [];
    private readonly List<XElement> inEachStep = [];
    private readonly List<(string Variable, XElement Element)> sums = [];
    private bool isDeferred;
    private bool isLate;

    private AttachedSynapses(Synapses synapses, Resolution names, int number, BrianNetwork others, NetworkExport export)
    {
        (Synapses, this.export) = (synapses, export);
        set = export.SetOf(synapses.Name);
        TypeName = "synapse" + number.ToString(CultureInfo.InvariantCulture);
        code = new GroupCode(names, export.Run.Step, set.Count, export.Diagnostics, export.Origin);
        Values = new NeuronValues(synapses, names, others, export);
        handlers = new SynapseHandlers(synapses, code, Values, targets, export);
        deferred = new DeferredEvents(synapses, code, Values, targets, export);
        clocked = new ClockedSynapseCode(synapses, code, Values, export);
        Type = Xml.Element("ComponentType", ("name", TypeName), ("extends", "baseStandalone"));
    }

    /// <summary>The synapses.</summary>
    public Synapses Synapses { get; }

    /// <summary>Name of their type.</summary>
    public string TypeName { get; }

    /// <summary>Name of the list of the cell to which they are attached.</summary>
    public string ListName => TypeName + "s";

    /// <summary>Id of the component.</summary>
    public string ComponentId => TypeName + "component";

    /// <summary>The variables of the neuron behind them that they change.</summary>
    public IEnumerable<string> Targets => targets.All;

    /// <summary>Those of which an event leaves a part only, or nothing.</summary>
    public IEnumerable<string> Replaced => targets.Replaced;

    /// <summary>The variables of the neuron behind them that are sums of theirs in each step.</summary>
    public IEnumerable<string> Sums => sums.Select(one => one.Variable);

    /// <summary>What differs between synapses.</summary>
    public IReadOnlyList<CellProperty> Properties => properties;

    /// <summary>The type.</summary>
    public XElement Type { get; }

    /// <summary>Whether they have ends in the neurons before them, too, through which they see variables of these.</summary>
    public bool HasSourceEnds => Values.HasEnd || (!HearsSource && IsSilent);

    /// <summary>The events of the neurons before them that they see through these ends.</summary>
    public IEnumerable<string> HeardThroughEnd => Values.HasEnd ? Synapses.Pathways.Where(one => one.IsPre).Select(one => one.Event).Distinct() : [];

    /// <summary>The events of the neuron behind them that they react to, by their times.</summary>
    public IEnumerable<string> HeardBehind => Synapses.Pathways.Where(one => !one.IsPre).Select(one => one.Event).Distinct();

    /// <summary>Name of the type of these ends.</summary>
    public string SourceEndName => TypeName + "Source";

    /// <summary>What they read of the neurons around them.</summary>
    public NeuronValues Values { get; }

    /// <summary>What a synapse exposes of what has arrived for a variable.</summary>
    public static string Arrived(string variable) => variable + "_arrived";

    /// <summary>What a synapse exposes of how much of a variable events have left.</summary>
    public static string Left(string variable) => variable + "_left";

    /// <summary>What a synapse exposes of its part of a sum.</summary>
    public static string Summed(string variable) => variable + "_part";

    /// <summary>The synapses as attached components; null, with the reason, where they cannot be.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="names">What names mean in their code.</param>
    /// <param name="number">Their number among those that are attached.</param>
    /// <param name="others">The network without the synapses whose events reach cells themselves.</param>
    /// <param name="export">The export.</param>
    /// <param name="why">The reason why not.</param>
    public static AttachedSynapses? Of(Synapses synapses, Resolution names, int number, BrianNetwork others, NetworkExport export, [NotNullWhen(false)] out string? why)
    {
        var attached = new AttachedSynapses(synapses, names, number, others, export);
        why = attached.Fill();
        return why is null ? attached : null;
    }

    /// <summary>The pathway of the neurons before them.</summary>
    public SynapticPathway Pathway => Synapses.Pathways.FirstOrDefault(one => one.IsPre) ?? new SynapticPathway(Synapses.Pathways.Any(one => one.Name == "pre") ? "from_before" : "pre", true, string.Empty);

    /// <summary>The paths to a variable of synapses from the cells to which they are attached, each with the index of the cell, in the order of synapses.</summary>
    public IReadOnlyList<(int Neuron, string Path)> PathsTo(string variable)
    {
        var attached = new Dictionary<int, int>();
        var paths = new List<(int, string)>();
        foreach (var (_, target, _, _) in new Connections(export).Pairs(Synapses, Pathway))
        {
            var number = attached[target] = attached.GetValueOrDefault(target, -1) + 1;
            paths.Add((target, $"{ListName}:{ComponentId}:{number.ToString(CultureInfo.InvariantCulture)}/{GroupCode.Safe(variable)}"));
        }

        return paths;
    }

    private bool IsSilent => export.Network.Objects.FirstOrDefault(one => one.Name == Synapses.Source.Object) is NeuronGroup { Threshold: null } && Pathway.Event == "spike";

    private bool HearsSource => Synapses.Pathways.Any(one => one.IsPre);

    // The reason why not, or null.
    private string? Fill()
    {
        if (Synapses.Equations.FirstOrDefault(one => one.Has(EquationFlags.Summed) && code.Names.FindVariable(one.Name)!.Owner == VariableOwner.Presynaptic) is { } sumBefore)
            return $"'{sumBefore.Name}' is a sum for the neurons before it, other code of it is for those behind, and one of both draws random numbers, which two components would draw each for itself";
        foreach (var one in Synapses.Equations.Subexpressions)
            code.DefineSubexpression(one.Name, one.Expression!);
        NeuronSubexpressions.Define(
            Synapses,
            [
                .. Synapses.Equations.Where(one => one.Expression is not null).Select(one => one.Expression!),
                .. Statements.Select(one => one.Value),
            ],
            code, export);
        Choose();
        var handler = Xml.Element("OnEvent", ("port", Pathway.Name));
        var behind = Synapses.Pathways.FirstOrDefault(one => !one.IsPre);
        if (isLate && Early() is { } early)
            return $"its equations read '{early}' as it is before the neurons advance, and others as they are after that";
        if ((isDeferred ? deferred.Fill(isLate ? Clocked : []) : handlers.Fill(handler, Pathway, behind)) is { } why)
            return why;
        if (isDeferred && HearsSource && !Values.HasEnd)
            handler.Add(Xml.Assign(DeferredEvents.Arrived, "1"));
        if (InEachStep() is { } unseen)
            return $"'{unseen}' cannot be seen in each step: LEMS shows what arrives through components, or is computed, too late";
        if (clocked.Fill(Stepped.Select(one => code.WrittenOut(one.Expression!))) is { } untimely)
            return untimely;
        if (code.Arrays.Count > 0 && (isDeferred || sums.Count > 0))
            return "its code looks into a timed array, and its synapses add up values in each step or read variables of neurons, which LEMS computes before";
        if (code.UsesIndex)
            Values.Unreadable(new Name("i"), isInEachStep: false);
        TimedArrays.Add(code, arrays, export);
        if (CarriedEvents.Steps(Synapses, Pathway, export).Values.Any(one => one.Length > CarriedEvents.MostOfSynapse))
            return $"more than {CarriedEvents.MostOfSynapse} events are on their way to one of its synapses when the run begins";
        foreach (var copy in Values.Copies)
        {
            inEachStep.Add(Xml.Element("TimeDerivative", ("variable", GroupCode.Safe(copy.Name)), ("value", code.Value(copy.Rate, copy.Variable.Dimension / Dimension.Time, $"the copy of {copy.Name}"))));
            if (copy.AfterSpike is { } after)
                handler.Add(Xml.Assign(GroupCode.Safe(copy.Name), code.Value(after, copy.Variable.Dimension, $"the copy of {copy.Name}", latest: true)));
        }

        if (ValueInStepAndEvent() is { } both)
            return $"'{both}' gets a value between two runs, and both events and equations of each step read it";
        Declare(handler);
        return null;
    }

    private IEnumerable<Statement> Statements => Synapses.Pathways.SelectMany(one => StatementParser.Parse(one.Code, one.Name, new DiagnosticBag()));

    // How the synapses hear of events, and when their code is carried out.
    private void Choose()
    {
        isLate = Clocked.SelectMany(one => Values.Changing(code.WrittenOut(one.Expression!))).Any(IsAdvancedBefore);
        var read = Statements.SelectMany(one => Values.Changing(code.WrittenOut(SynapseForms.Difference(one.Value, one.Target))).Where(other => !IsTarget(one, other))).ToList();
        var (before, behind) = (Synapses.Pathways.Count(one => one.IsPre), Synapses.Pathways.Where(one => !one.IsPre).ToList());
        Values.HasEnd = before > 1 || read.Exists(one => one.Owner == VariableOwner.Presynaptic) || (isLate && Clocked.Any(ReadsSource)) || !Stepped.All(one => Values.CanCopy(code.WrittenOut(one.Expression!)));
        isDeferred = isLate || HeardThroughEnd.Any() || read.Count > 0 || behind.Count > 1 || behind.Exists(one => one.Event != "spike" || IsDelayed(one) || ChangesNeuron(one)) || (behind.Count > 0 && export.OriginOf(Synapses.Name).IsTurned) || behind.Exists(one => Touches(one, Stepped.Select(equation => equation.Name).ToHashSet()));

        bool ReadsSource(Equation one) => Values.Changing(code.WrittenOut(one.Expression!)).Any(other => other.Owner == VariableOwner.Presynaptic);

        bool IsTarget(Statement one, Variable other) => other.Owner == VariableOwner.Postsynaptic && code.Names.FindVariable(one.Target) is { Owner: VariableOwner.Postsynaptic } target && target.Name == other.Name;

        bool IsDelayed(SynapticPathway one) => export.Expanded.Pathways.First(other => other.Name == $"{Synapses.Name}_{one.Name}").Delay is not FixedValue { Value: 0 };

        bool ChangesNeuron(SynapticPathway one) => StatementParser.Parse(one.Code, one.Name, new DiagnosticBag()).Any(statement => code.Names.FindVariable(statement.Target) is { Owner: VariableOwner.Postsynaptic });

        bool Touches(SynapticPathway one, HashSet<string> some) => StatementParser.Parse(one.Code, one.Name, new DiagnosticBag()).Any(statement => some.Contains(statement.Target));
    }

    // Neurons mostly are, by their names.
    private bool IsAdvancedBefore(Variable variable)
    {
        var name = (variable.Owner == VariableOwner.Presynaptic ? Synapses.Source : Synapses.Target).Object;
        return export.Network.Objects.First(one => one.Name == name).IsIntegratedBefore(Synapses);
    }

    private string? Early() => Clocked.SelectMany(one => Values.Changing(code.WrittenOut(one.Expression!))).FirstOrDefault(one => !IsAdvancedBefore(one))?.Name;

    private IEnumerable<Equation> Clocked => Synapses.Equations.Where(EventDrivenSolution.IsClocked);

    private IEnumerable<Equation> Stepped => Synapses.Equations.Where(one => one.Has(EquationFlags.Summed) || EventDrivenSolution.IsClocked(one));

    // Equations that are integrated in each step, and what the neuron adds up; the name that stands in the way, or null.
    private string? InEachStep()
    {
        var changed = deferred.Changed.Where(one => Synapses.Equations.Find(one.Key) is not null).ToList();
        foreach (var (variable, after) in changed)
            code.BeginWith(variable, after.Identifier, code.Names.FindVariable(variable)!.Dimension);
        foreach (var one in isLate ? Stepped.Except(Clocked) : Stepped)
        {
            var value = code.WrittenOut(one.Expression!);
            if (Values.Unreadable(value, isInEachStep: true) is { } name)
                return name;
            var isSum = one.Has(EquationFlags.Summed);
            var text = code.Value(Values.Read(value, isInEachStep: true), isSum ? one.Dimension : one.Dimension / Dimension.Time, $"the equation {one.Left}");
            if (!isSum)
            {
                var safe = GroupCode.Safe(one.Name);
                if (deferred.Changed.TryGetValue(one.Name, out var begins))
                {
                    code.UseStep();
                    text = $"{text} + ({begins.Identifier} - {safe})/dt";
                }

                inEachStep.Add(Xml.Element("TimeDerivative", ("variable", safe), ("value", text)));
                continue;
            }

            var variable = code.Names.FindVariable(one.Name)!.Name;
            sums.Add((variable, Xml.DerivedVariable(Summed(variable), export.Dimensions.NameOf(one.Dimension), text, Summed(variable))));
        }

        return null;
    }

    // Events see a new value when those of the step before have arrived, equations of each step see it at once.
    private string? ValueInStepAndEvent()
    {
        if (!ReadsInStep)
            return null;
        var names = Statements.SelectMany(one => FreeNames.Of(code.WrittenOut(one.Value)).Append(one.Target)).ToHashSet();
        return export.LaterValuesOf(Synapses.Name).Select(one => one.Value.Variable).FirstOrDefault(names.Contains);
    }

    private bool ReadsInStep => Stepped
        .Any(one => EventDrivenSolution.IsClocked(one) && export.LaterValuesOf(Synapses.Name).Any(later => later.Value.Variable == one.Name)
            || FreeNames.Of(code.WrittenOut(one.Expression!)).Any(name => export.LaterValuesOf(Synapses.Name).Any(later => later.Value.Variable == name)));

    private void Declare(XElement handler)
    {
        var later = new LaterValues(Synapses.Name, Synapses.Equations, set.Count, code, (name, dimension, value) => properties.Add(new CellProperty(name, dimension, value)), export);
        var changes = later.Conditions(ReadsInStep ? TimeOfCode.BetweenSteps : TimeOfCode.InStep).ToList();
        foreach (var (property, condition) in HasSourceEnds ? [] : CarriedEvents.Conditions(Synapses, Pathway, handler, set.Count, code, export))
        {
            properties.Add(property);
            changes.Add(condition);
        }

        var states = new List<XElement>();
        var exposures = new List<XElement>();
        var start = new XElement("OnStart");
        foreach (var copy in Values.Copies)
        {
            var name = GroupCode.Safe(copy.Name);
            states.Add(Xml.StateVariable(name, export.Dimensions.NameOf(copy.Variable.Dimension)));
            properties.Add(new CellProperty(name + "_start", copy.Variable.Dimension, new InitialValue.List(copy.Start)));
            start.Add(Xml.Assign(name, name + "_start"));
        }

        foreach (var one in Synapses.Equations.Where(one => one.Kind != EquationKind.Subexpression))
            Declare(one, states, exposures, start);
        DeclareEvents(states, start);
        states.AddRange(clocked.States);
        start.Add(clocked.Start);
        changes.AddRange(clocked.Conditions);
        foreach (var name in code.Outer)
        {
            var value = ((ScalarValue)code.Names.FindValue(name)!).Value;
            properties.Add(new CellProperty(GroupCode.Safe(name), value.Dimension, new InitialValue.Uniform(value.Value)));
        }

        properties.AddRange(Values.Properties);
        Type.Add(properties.Select(one => Xml.Element("Property", ("name", one.Name), ("dimension", export.Dimensions.NameOf(one.Dimension)))));
        Type.Add(HeardBehind.Select(one => Xml.Element("Requirement", ("name", ShownVariables.LastOf(one)), ("dimension", "time"))));
        Type.Add(Values.Requirements.Select(one => Xml.Element("Requirement", ("name", GroupCode.Safe(one.Key)), ("dimension", export.Dimensions.NameOf(one.Value)))));
        if (HasSourceEnds)
            Type.Add(SourceEnd.Requirement(this));
        var read = SourceEnd.Reading(Seen(), code, export).ToList();
        var noises = Clocked.SelectMany(one => FreeNames.Of(code.WrittenOut(one.Expression!))).Distinct().Where(ReservedNames.IsNoise).Select(name => NeuronCells.Draw(name, code)).ToList();
        Type.Add(code.OwnConstants(export.Dimensions), HasSourceEnds ? null : Xml.Element("EventPort", ("name", Pathway.Name), ("direction", "in")));
        Type.Add(targets.All.Select(target => Xml.Element("Exposure", ("name", Arrived(target)), ("dimension", Dimensioned(target)))));
        Type.Add(targets.Replaced.Select(target => Xml.Element("Exposure", ("name", Left(target)), ("dimension", "none"))));
        Type.Add(exposures, sums.Select(one => Xml.Element("Exposure", ("name", Summed(one.Variable)), ("dimension", one.Element.Attribute("dimension")!.Value))));
        var taken = isDeferred || targets.All.Count == 0 ? null : Xml.OnCondition(
            NeuronCells.Always, targets.All.Select(target => Xml.Assign(SynapseTargets.Pending(target), "0")).Concat(targets.Replaced.Select(target => Xml.Assign(SynapseTargets.LeftPending(target), "1"))));
        Type.Add(new XElement(
            "Dynamics", states, arrays, read, noises, deferred.Derived, ShownTargets(), sums.Select(one => one.Element), start.HasElements ? start : null, HasSourceEnds ? null : handler, inEachStep, taken,
            isDeferred ? deferred.Conditions() : handlers.AfterSpike?.Condition, changes));
    }

    private string Dimensioned(string variable) => export.Dimensions.NameOf(code.Names.FindVariable(variable)!.Dimension);

    // What has arrived: kept since the event, or computed from it.
    private IEnumerable<XElement> ShownTargets() =>
    [
        .. targets.All.Select(target => Xml.DerivedVariable(
            Arrived(target), Dimensioned(target), isDeferred ? deferred.ArrivedFor(target, code.Names.FindVariable(target)!.Dimension) : SynapseTargets.Pending(target), Arrived(target))),
        .. targets.Replaced.Select(target => Xml.DerivedVariable(Left(target), "none", isDeferred ? deferred.LeftOf(target) : SynapseTargets.LeftPending(target), Left(target))),
    ];

    private List<(string Name, string Shown, Dimension Dimension)> Seen() =>
    [
        .. Values.Shown.Select(one => (GroupCode.Safe(one.Key), ShownVariables.InSteps(one.Value.Name), one.Value.Dimension)),
        .. Values.ShownAtEvents.Select(one => (NeuronValues.AtEvents(one.Key), ShownVariables.AtEvents(one.Value.Name), one.Value.Dimension)),
        .. HeardThroughEnd.Select(one => (DeferredEvents.LastBefore(one), ShownVariables.InSteps(ShownVariables.LastOf(one)), Dimension.Time)),
    ];

    private void Declare(Equation one, List<XElement> states, List<XElement> exposures, XElement start)
    {
        var name = GroupCode.Safe(one.Name);
        var exposure = export.IsRecorded(Synapses.Name, one.Name) ? name : null;
        if (exposure is not null)
            exposures.Add(Xml.Element("Exposure", ("name", name), ("dimension", export.Dimensions.NameOf(one.Dimension))));
        if (exposure is null && one.Kind == EquationKind.Parameter && !export.LaterValuesOf(Synapses.Name).Any(later => later.Value.Variable == one.Name) && set.Class.Parameters.Any(parameter => parameter.Name == one.Name))
        {
            properties.Add(new CellProperty(name, one.Dimension, ValuesOf(one.Name)));
            return;
        }

        states.Add(Xml.StateVariable(name, export.Dimensions.NameOf(one.Dimension), exposure));
        if (ValuesOf(one.Name) is InitialValue.Uniform { Value: 0 })
            return;
        properties.Add(new CellProperty(name + "_start", one.Dimension, ValuesOf(one.Name)));
        start.Add(Xml.Assign(name, name + "_start"));
    }

    private void DeclareEvents(List<XElement> states, XElement start)
    {
        if (EventDrivenSolution.Equations(Synapses.Equations).Any())
        {
            states.Add(Xml.StateVariable(EventDrivenSolution.LastUpdate, "time"));
            if (export.IsContinued)
            {
                properties.Add(new CellProperty(EventDrivenSolution.LastUpdate + "_start", Dimension.Time, ValuesOf(EventDrivenSolution.LastUpdate)));
                start.Add(Xml.Assign(EventDrivenSolution.LastUpdate, EventDrivenSolution.LastUpdate + "_start"));
            }
        }

        if (isDeferred)
        {
            if (HearsSource && !Values.HasEnd)
                states.Add(Xml.StateVariable(DeferredEvents.Arrived, "none"));
            properties.AddRange(deferred.Spikes.SelectMany(one => one.Properties));
            states.AddRange(deferred.Spikes.SelectMany(one => one.States));
            start.Add(deferred.Spikes.SelectMany(one => one.Start));
            return;
        }

        if (handlers.AfterSpike is { } after)
        {
            states.Add(after.State);
            start.Add(after.Start);
        }

        states.AddRange(targets.All.Select(target => Xml.StateVariable(SynapseTargets.Pending(target), Dimensioned(target))));
        states.AddRange(targets.Replaced.Select(target => Xml.StateVariable(SynapseTargets.LeftPending(target), "none")));
        start.Add(targets.Replaced.Select(target => Xml.Assign(SynapseTargets.LeftPending(target), "1")));
    }

    private InitialValue ValuesOf(string variable) => set.Properties.GetValueOrDefault(variable) switch
    {
        FixedValue one => new InitialValue.Uniform(one.Value),
        ListValue list => new InitialValue.List(list.Values),
        _ => new InitialValue.Uniform(set.Class.Parameters.FirstOrDefault(one => one.Name == variable)?.Value ?? set.Class.States.FirstOrDefault(one => one.Name == variable)?.Initial ?? 0),
    };
}
