using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// Synapses with weights or states of their own, as components that are attached to the neurons behind them. An event adds to what has arrived for a variable of the
/// neuron; the neuron adds up what its synapses show at the beginning of each step.
/// </summary>
internal sealed class AttachedSynapses
{
    private const string LastUpdate = "lastupdate";
    private const string Seen = "seen_spike";

    private readonly ComponentSet set;
    private readonly GroupCode code;
    private readonly NeuronValues neurons;
    private readonly NetworkExport export;
    private readonly List<CellProperty> properties = [];
    private readonly List<XElement> inEachStep = [];
    private readonly List<(string Variable, XElement Element)> sums = [];
    private readonly SortedSet<string> targets = new(StringComparer.Ordinal);
    private readonly SortedSet<string> replaced = new(StringComparer.Ordinal);

    private AttachedSynapses(Synapses synapses, Resolution names, int number, NetworkExport export)
    {
        (Synapses, this.export) = (synapses, export);
        set = export.SetOf(synapses.Name);
        TypeName = "synapse" + number.ToString(CultureInfo.InvariantCulture);
        code = new GroupCode(names, synapses.Step ?? export.Run.Step, set.Count, export.Diagnostics, export.Origin);
        neurons = new NeuronValues(synapses, names, export);
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
    public IEnumerable<string> Targets => targets;

    /// <summary>Those of which an event leaves a part only, or nothing.</summary>
    public IEnumerable<string> Replaced => replaced;

    /// <summary>The variables of the neuron behind them that are sums of theirs in each step.</summary>
    public IEnumerable<string> Sums => sums.Select(one => one.Variable);

    /// <summary>What differs between synapses.</summary>
    public IReadOnlyList<CellProperty> Properties => properties;

    /// <summary>The type.</summary>
    public XElement Type { get; }

    /// <summary>Whether they have ends in the neurons before them, too, and hear of no spikes there.</summary>
    public bool HasSourceEnds => !Synapses.Pathways.Any(one => one.IsPre) && (Shown.Count > 0 || IsSilent);

    /// <summary>Name of the type of these ends.</summary>
    public string SourceEndName => TypeName + "Source";

    /// <summary>Variables of the neurons before them that they see, by the names that their code has for them.</summary>
    public IReadOnlyDictionary<string, Variable> Shown => neurons.Shown;

    /// <summary>What a synapse exposes of what has arrived for a variable.</summary>
    public static string Arrived(string variable) => variable + "_arrived";

    /// <summary>What a synapse exposes of how much of a variable events have left.</summary>
    public static string Left(string variable) => variable + "_left";

    /// <summary>What a synapse exposes of its part of a sum.</summary>
    public static string Summed(string variable) => variable + "_part";

    /// <summary>The synapses as attached components; null, with the reason, where they cannot be.</summary>
    public static AttachedSynapses? Of(Synapses synapses, Resolution names, int number, NetworkExport export, [NotNullWhen(false)] out string? why)
    {
        var attached = new AttachedSynapses(synapses, names, number, export);
        why = attached.Fill();
        return why is null ? attached : null;
    }

    /// <summary>Whether they react to spikes of the neuron behind them, whose time they read.</summary>
    public bool ReadsLastSpike { get; private set; }

    /// <summary>The pathway of the neurons before them.</summary>
    public SynapticPathway Pathway => Synapses.Pathways.FirstOrDefault(one => one.IsPre) ?? new SynapticPathway("pre", true, string.Empty);

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

    // The reason why not, or null.
    private string? Fill()
    {
        if (Synapses.Equations.FirstOrDefault(one => one.Has(EquationFlags.Summed) && code.Names.FindVariable(one.Name)!.Owner == VariableOwner.Presynaptic) is { } sumBefore)
            return $"'{sumBefore.Name}' is a sum for the neurons before it, and synapses of LEMS are attached to those behind";
        if (Synapses.Pathways.Count(one => one.IsPre) > 1 || Synapses.Pathways.Count(one => !one.IsPre) > 1 || Synapses.Pathways.Length > 2)
            return "its synapses differ from each other and react in several ways; LEMS connects an attached synapse to one sender";
        foreach (var one in Synapses.Equations.Subexpressions)
            code.DefineSubexpression(one.Name, one.Expression!);
        NeuronSubexpressions.Define(
            Synapses,
            [
                .. Synapses.Equations.Where(one => one.Expression is not null).Select(one => one.Expression!),
                .. Synapses.Pathways.SelectMany(one => StatementParser.Parse(one.Code, one.Name, new DiagnosticBag())).Select(one => one.Value),
            ],
            code, export);
        var handler = Xml.Element("OnEvent", ("port", Pathway.Name));
        if (Add(Pathway, handler, TimeOfCode.InStep) is { } why)
            return why;
        XElement? afterSpike = null;
        if (Synapses.Pathways.FirstOrDefault(one => !one.IsPre) is { } post)
        {
            if (post.Event != "spike" || export.Expanded.Pathways.First(one => one.Name == $"{Synapses.Name}_{post.Name}").Delay is not FixedValue { Value: 0 })
                return "it reacts to the neuron behind it after a delay, or to an event that is no spike";
            ReadsLastSpike = true;
            afterSpike = Xml.OnCondition($"lastspike .gt. {Seen}");
            if (Add(post, afterSpike, TimeOfCode.AtLastSpike) is { } whyNot)
                return whyNot;
            afterSpike.Add(Xml.Assign(Seen, "lastspike"));
        }

        if (InEachStep() is { } unseen)
            return $"its synapses cannot see '{unseen}' in each step: {WhyUnseen(unseen)}";
        if (code.Arrays.Count > 0)
            return "its code looks into a timed array; only neurons can";
        if (CarriedEvents.Steps(Synapses, Pathway, export).Values.Any(one => one.Length > CarriedEvents.MostOfSynapse))
            return $"more than {CarriedEvents.MostOfSynapse} events are on their way to one of its synapses when the run begins";
        foreach (var copy in neurons.Copies)
        {
            inEachStep.Add(Xml.Element("TimeDerivative", ("variable", GroupCode.Safe(copy.Name)), ("value", code.Value(copy.Rate, copy.Variable.Dimension / Dimension.Time, $"the copy of {copy.Name}"))));
            if (copy.AfterSpike is { } after)
                handler.Add(Xml.Assign(GroupCode.Safe(copy.Name), code.Value(after, copy.Variable.Dimension, $"the copy of {copy.Name}", latest: true)));
        }

        if (ValueInStepAndEvent() is { } both)
            return $"'{both}' gets a value between two runs, and both events and equations of each step read it";
        Declare(handler, afterSpike);
        if (Shown.Count > 0)
        {
            export.Diagnostics.Warning(
                "NG4113", $"The synapses {Synapses.Name} see {string.Join(", ", Shown.Keys.Select(name => $"'{name}'"))} as it was one step earlier: LEMS advances one cell after the other.", SourceSpan.None,
                "Compare with a run of half the step; the difference is in proportion to it.");
        }

        return null;
    }

    private string WhyUnseen(string name) => code.Names.FindVariable(name) is { Owner: VariableOwner.Presynaptic } && Synapses.Pathways.Any(one => one.IsPre)
        ? "LEMS connects a synapse to the spikes of the neuron before it or to its variables, not to both"
        : "LEMS advances one cell after the other, and shows what arrives, or is computed, too late";

    // Equations that are integrated in each step, and what the neuron adds up; the name that stands in the way, or null.
    private string? InEachStep()
    {
        foreach (var one in Synapses.Equations.Where(one => one.Has(EquationFlags.Summed) || IsClocked(one)))
        {
            var value = code.WrittenOut(one.Expression!);
            if (neurons.Unreadable(value, isInEachStep: true) is { } name)
                return name;
            var isSum = one.Has(EquationFlags.Summed);
            var text = code.Value(neurons.Read(value), isSum ? one.Dimension : one.Dimension / Dimension.Time, $"the equation {one.Left}");
            if (!isSum)
            {
                inEachStep.Add(Xml.Element("TimeDerivative", ("variable", GroupCode.Safe(one.Name)), ("value", text)));
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
        var names = Synapses.Pathways.SelectMany(one => StatementParser.Parse(one.Code, one.Name, new DiagnosticBag())).SelectMany(one => FreeNames.Of(code.WrittenOut(one.Value)).Append(one.Target)).ToHashSet();
        return export.LaterValuesOf(Synapses.Name).Select(one => one.Value.Variable).FirstOrDefault(names.Contains);
    }

    private bool ReadsInStep => Synapses.Equations.Where(one => one.Has(EquationFlags.Summed) || IsClocked(one))
        .Any(one => IsClocked(one) && export.LaterValuesOf(Synapses.Name).Any(later => later.Value.Variable == one.Name)
            || FreeNames.Of(code.WrittenOut(one.Expression!)).Any(name => export.LaterValuesOf(Synapses.Name).Any(later => later.Value.Variable == name)));

    private static bool IsClocked(Equation one) => one.Kind == EquationKind.DifferentialEquation && !one.Has(EquationFlags.EventDriven);

    private bool HasEventDriven => Synapses.Equations.DifferentialEquations.Any(one => !IsClocked(one));

    private string? Add(SynapticPathway pathway, XElement actions, TimeOfCode time)
    {
        if (EventDriven(actions, time) is { } notLinear)
            return notLinear;
        foreach (var statement in StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag()))
        {
            if (Add(statement, actions, time) is { } why)
                return why;
        }

        if (HasEventDriven)
            actions.Add(Xml.Assign(LastUpdate, code.Value(new Name("t"), Dimension.Time, LastUpdate, time: time)));
        return null;
    }

    // Each variable as it has become since the last event: the exact solution of its linear equation.
    private string? EventDriven(XElement handler, TimeOfCode time)
    {
        foreach (var one in Synapses.Equations.DifferentialEquations.Where(one => !IsClocked(one)))
        {
            if (!LinearForm.TryCreate(code.WrittenOut(one.Expression!), new HashSet<string> { one.Name }, out var form, out var reason))
                return $"the equation of '{one.Name}' is not linear: {reason}";
            var rate = form.Coefficient(one.Name);
            var passed = new Binary(BinaryOperator.Subtract, new Name("t"), new Name(LastUpdate));
            var decay = new Call("exp", new Binary(BinaryOperator.Multiply, rate, passed));
            Expression value = form.Constant is Number { Value: 0 }
                ? new Binary(BinaryOperator.Multiply, new Name(one.Name), decay)
                : Toward(new Name(one.Name), new Binary(BinaryOperator.Divide, form.Constant, rate), decay);
            if (rate is Number { Value: 0 })
                value = new Binary(BinaryOperator.Add, new Name(one.Name), new Binary(BinaryOperator.Multiply, form.Constant, passed));
            handler.Add(Xml.Assign(GroupCode.Safe(one.Name), code.Value(value, one.Dimension, $"the equation {one.Left}", latest: true, time)));
        }

        return null;
    }

    private static Binary Toward(Expression variable, Expression away, Expression decay) => new(
        BinaryOperator.Subtract, new Binary(BinaryOperator.Multiply, new Binary(BinaryOperator.Add, variable, away), decay), away);

    private string? Add(Statement statement, XElement handler, TimeOfCode time)
    {
        var place = $"the code of {Synapses.Name}";
        var target = code.Names.FindVariable(statement.Target);
        if (target is { Owner: VariableOwner.Group, Equation: not null })
        {
            if (Foreign(statement.Value) is { } name)
                return $"its code needs '{name}' of a neuron, which an attached synapse does not see in time";
            handler.Add(Xml.Assign(GroupCode.Safe(target.Name), code.Value(statement.Value, target.Dimension, place, latest: true, time)));
            return null;
        }

        if (target is not { Owner: VariableOwner.Postsynaptic, Equation: not null } || time == TimeOfCode.AtLastSpike)
            return $"its code assigns to '{statement.Target}', which is no variable of the synapse, or of the neuron behind it where that has spiked itself";
        var change = SynapseForms.Difference(statement.Value, statement.Target);
        targets.Add(target.Name);
        code.Define(Pending(target.Name), target.Dimension);
        if (Foreign(change) is { } other)
            return Replace(statement, target, handler, $"what it adds to '{target.Name}' depends on '{other}' of a neuron, which an attached synapse does not see in time");
        handler.Add(Xml.Assign(Pending(target.Name), code.Value(new Binary(BinaryOperator.Add, new Name(Pending(target.Name)), change), target.Dimension, place, latest: true, time)));
        return null;
    }

    // An event that leaves a part of the variable, or nothing where it sets it: v becomes part*v + rest.
    private string? Replace(Statement statement, Variable target, XElement handler, string whyNot)
    {
        if (!LinearForm.TryCreate(code.WrittenOut(statement.Value), new HashSet<string> { statement.Target }, out var form, out _) || Foreign(form.Coefficient(statement.Target)) is not null || Foreign(form.Constant) is not null)
            return whyNot;
        if (StepOrder.WhyNotReplaced(Synapses, target.Name, export) is { } why)
            return why;
        replaced.Add(target.Name);
        var (part, left, pending) = (form.Coefficient(statement.Target), LeftPending(target.Name), new Name(Pending(target.Name)));
        code.Define(left, Dimension.None);
        var rest = part is Number { Value: 0 } ? form.Constant : new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Multiply, part, pending), form.Constant);
        handler.Add(Xml.Assign(Pending(target.Name), code.Value(rest, target.Dimension, $"the code of {Synapses.Name}", latest: true)));
        handler.Add(Xml.Assign(left, code.Value(new Binary(BinaryOperator.Multiply, part, new Name(left)), Dimension.None, $"the code of {Synapses.Name}", latest: true)));
        return null;
    }

    private static string LeftPending(string variable) => Left(variable) + "_pending";

    private string? Foreign(Expression value) => neurons.Unreadable(code.WrittenOut(value), isInEachStep: false);

    private void Declare(XElement handler, XElement? afterSpike)
    {
        var later = new LaterValues(Synapses.Name, Synapses.Equations, set.Count, code, (name, dimension, value) => properties.Add(new CellProperty(name, dimension, value)), export);
        var changes = later.Conditions(ReadsInStep ? TimeOfCode.BetweenSteps : TimeOfCode.InStep).ToList();
        foreach (var (property, condition) in CarriedEvents.Conditions(Synapses, Pathway, handler, set.Count, code, export))
        {
            properties.Add(property);
            changes.Add(condition);
        }

        var states = new List<XElement>();
        var exposures = new List<XElement>();
        var start = new XElement("OnStart");
        foreach (var copy in neurons.Copies)
        {
            var name = GroupCode.Safe(copy.Name);
            states.Add(Xml.StateVariable(name, export.Dimensions.NameOf(copy.Variable.Dimension)));
            properties.Add(new CellProperty(name + "_start", copy.Variable.Dimension, new InitialValue.List(copy.Start)));
            start.Add(Xml.Assign(name, name + "_start"));
        }

        foreach (var one in Synapses.Equations.Where(one => one.Kind != EquationKind.Subexpression))
        {
            var name = GroupCode.Safe(one.Name);
            var exposure = export.IsRecorded(Synapses.Name, one.Name) ? name : null;
            if (exposure is not null)
                exposures.Add(Xml.Element("Exposure", ("name", name), ("dimension", export.Dimensions.NameOf(one.Dimension))));
            if (exposure is null && one.Kind == EquationKind.Parameter && !export.LaterValuesOf(Synapses.Name).Any(later => later.Value.Variable == one.Name) && set.Class.Parameters.Any(parameter => parameter.Name == one.Name))
            {
                properties.Add(new CellProperty(name, one.Dimension, Values(one.Name)));
                continue;
            }

            states.Add(Xml.StateVariable(name, export.Dimensions.NameOf(one.Dimension), exposure));
            if (Values(one.Name) is InitialValue.Uniform { Value: 0 })
                continue;
            properties.Add(new CellProperty(name + "_start", one.Dimension, Values(one.Name)));
            start.Add(Xml.Assign(name, name + "_start"));
        }

        if (HasEventDriven)
        {
            states.Add(Xml.StateVariable(LastUpdate, "time"));
            if (export.IsContinued)
            {
                properties.Add(new CellProperty(LastUpdate + "_start", Dimension.Time, Values(LastUpdate)));
                start.Add(Xml.Assign(LastUpdate, LastUpdate + "_start"));
            }
        }

        if (afterSpike is not null)
        {
            states.Add(Xml.StateVariable(Seen, "time"));
            start.Add(Xml.Assign(Seen, $"{ExpressionPrinter.Print(export.Origin)}*second"));
        }

        foreach (var name in code.Outer)
        {
            var value = ((ScalarValue)code.Names.FindValue(name)!).Value;
            properties.Add(new CellProperty(GroupCode.Safe(name), value.Dimension, new InitialValue.Uniform(value.Value)));
        }

        properties.AddRange(neurons.Properties);

        string Dimensioned(string variable) => export.Dimensions.NameOf(code.Names.FindVariable(variable)!.Dimension);
        states.AddRange(targets.Select(target => Xml.StateVariable(Pending(target), Dimensioned(target))));
        states.AddRange(replaced.Select(target => Xml.StateVariable(LeftPending(target), "none")));
        start.Add(replaced.Select(target => Xml.Assign(LeftPending(target), "1")));
        Type.Add(properties.Select(one => Xml.Element("Property", ("name", one.Name), ("dimension", export.Dimensions.NameOf(one.Dimension)))));
        if (afterSpike is not null)
            Type.Add(Xml.Element("Requirement", ("name", "lastspike"), ("dimension", "time")));
        Type.Add(neurons.Requirements.Select(one => Xml.Element("Requirement", ("name", GroupCode.Safe(one.Key)), ("dimension", export.Dimensions.NameOf(one.Value)))));
        if (HasSourceEnds)
            Type.Add(SourceEnd.Requirement(this));
        var read = Shown.Count > 0 ? SourceEnd.Reading(Shown, code, export).ToList() : [];
        Type.Add(code.OwnConstants(export.Dimensions), HasSourceEnds ? null : Xml.Element("EventPort", ("name", Pathway.Name), ("direction", "in")));
        Type.Add(targets.Select(target => Xml.Element("Exposure", ("name", Arrived(target)), ("dimension", Dimensioned(target)))));
        Type.Add(replaced.Select(target => Xml.Element("Exposure", ("name", Left(target)), ("dimension", "none"))));
        Type.Add(exposures, sums.Select(one => Xml.Element("Exposure", ("name", Summed(one.Variable)), ("dimension", one.Element.Attribute("dimension")!.Value))));
        var shown = targets.Select(target => Xml.DerivedVariable(Arrived(target), Dimensioned(target), Pending(target), Arrived(target)))
            .Concat(replaced.Select(target => Xml.DerivedVariable(Left(target), "none", LeftPending(target), Left(target))));
        var taken = Xml.OnCondition(NeuronCells.Always, targets.Select(target => Xml.Assign(Pending(target), "0")).Concat(replaced.Select(target => Xml.Assign(LeftPending(target), "1"))));
        Type.Add(new XElement("Dynamics", states, read, shown, sums.Select(one => one.Element), start.HasElements ? start : null, HasSourceEnds ? null : handler, inEachStep, targets.Count > 0 ? taken : null, afterSpike, changes));
    }

    private static string Pending(string variable) => variable + "_pending";

    private InitialValue Values(string variable) => set.Properties.GetValueOrDefault(variable) switch
    {
        FixedValue one => new InitialValue.Uniform(one.Value),
        ListValue list => new InitialValue.List(list.Values),
        _ => new InitialValue.Uniform(set.Class.Parameters.FirstOrDefault(one => one.Name == variable)?.Value ?? set.Class.States.FirstOrDefault(one => one.Name == variable)?.Initial ?? 0),
    };
}
