using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Standard;

/// <summary>A group by the numbers in its equations, which is how types of NeuroML are recognised: what its variables are called does not matter.</summary>
internal sealed class StandardGroup
{
    /// <summary>What polynomials call an exponential function of a variable.</summary>
    public const string Exponential = "exp";

    // How well the numbers of a model have to agree with each other.
    private const double Agreement = 1e-9;

    private readonly NetworkExport export;
    private readonly ComponentSet set;
    private readonly GroupCode code;
    private readonly Dictionary<string, Expression> rates;

    private StandardGroup(NeuronGroup group, NetworkExport export)
    {
        (Group, this.export) = (group, export);
        set = export.SetOf(group.Name);
        code = export.SilentCodeOf(group);
        rates = group.Equations.DifferentialEquations.ToDictionary(one => one.Name, one => code.WrittenOut(one.Expression!));
        Currents = [.. rates.Values.SelectMany(rate => FreeNames.Of(rate)).Distinct().Where(name => !rates.ContainsKey(name) && !code.Arrays.ContainsKey(name) && DimensionOf(name) == Dimension.Current)];
    }

    /// <summary>The group.</summary>
    public NeuronGroup Group { get; }

    /// <summary>Length of a step in seconds.</summary>
    public double Step => code.Step;

    /// <summary>Variables with differential equations.</summary>
    public IEnumerable<string> Variables => rates.Keys;

    /// <summary>Constant currents that the equations name.</summary>
    public ImmutableArray<string> Currents { get; }

    /// <summary>Timed arrays of currents that the equations name.</summary>
    public IEnumerable<KeyValuePair<string, TimedArray>> Arrays => code.Arrays.Select(one => KeyValuePair.Create(one.Key, one.Value.Array));

    /// <summary>Whether arrays are read at the time of the step alone.</summary>
    public bool ReadsNow => code.Arrays.Values.All(one => one.IsNow);

    /// <summary>The group, where nothing happens to it but what its equations, threshold and reset say, and what synapses bring.</summary>
    /// <param name="group">The group.</param>
    /// <param name="export">The export.</param>
    /// <param name="takesLaterValues">Whether its variables may get values while the run goes on.</param>
    public static StandardGroup? Of(NeuronGroup group, NetworkExport export, bool takesLaterValues = false)
    {
        var isPlain = !export.IsContinued && group.Events.IsEmpty && (group.Step is null || group.Step.Value.Equals(export.Run.Step)) && (takesLaterValues || !export.LaterValuesOf(group.Name).Any())
            && !group.Equations.Any(one => one.Has(EquationFlags.Linked)) && !export.Network.Objects.Any(one => one switch
            {
                Synapses synapses when synapses.Target.Object == group.Name && synapses.Equations.Any(one => one.Has(EquationFlags.Summed)) => true,
                Synapses synapses => synapses.Source.Object == group.Name
                    && (ReadsSource(synapses, export) || (synapses.Pathways.Any(pathway => !pathway.IsPre || pathway.Event != "spike" || Reaches(pathway, "_pre")) || (synapses.Pathways.IsEmpty && !synapses.Equations.All(one => one.Kind == EquationKind.Parameter)))),
                RunRegularly regularly => regularly.Group.Object == group.Name
                    || export.Network.Objects.Any(other => other is Synapses synapses && synapses.Name == regularly.Group.Object && synapses.Target.Object == group.Name),
                RunOnEvent reaction => reaction.Group == group.Name,
                _ => false,
            });
        return isPlain ? new StandardGroup(group, export) : null;
    }

    /// <summary>Whether two numbers are the same but for rounding.</summary>
    public static bool Agree(double left, double right) => Math.Abs(left - right) <= Agreement * Math.Max(Math.Abs(left), Math.Abs(right));

    /// <summary>The variables that monitors record.</summary>
    public IEnumerable<string> Recorded() => export.RecordedOf(Group.Name);

    /// <summary>The synapses onto the group.</summary>
    public IEnumerable<Synapses> Incoming() => export.Network.Objects.OfType<Synapses>().Where(one => one.Target.Object == Group.Name);

    /// <summary>The dimension of a variable.</summary>
    public Dimension? DimensionOf(string variable) => code.DimensionOf(new Name(variable));

    /// <summary>How a variable changes in time, with the numbers of SI units; null where that is no polynomial with one number for all neurons.</summary>
    public Polynomial? Rate(string variable) => Polynomial.Of(rates[variable], rates.Keys.Concat(code.Arrays.Keys).Concat(Currents).ToHashSet(), Value);

    /// <summary>
    /// How a variable changes in time where one exponential function of variables is a part of that: a polynomial in which the function has the name <see cref="Exponential"/>, and that of its
    /// exponent; else null.
    /// </summary>
    public (Polynomial Rate, Polynomial Exponent)? ExponentialRate(string variable)
    {
        var all = rates.Keys.Concat(code.Arrays.Keys).Concat(Currents).ToHashSet();
        var exponents = new HashSet<Expression>();
        var rest = rates[variable].Rewrite(node =>
        {
            if (node is not Call { Function: "exp", Arguments: [var exponent] } || !FreeNames.ContainsAny(exponent, all))
                return node;
            exponents.Add(exponent);
            return new Name(Exponential);
        });
        return exponents.Count == 1 && Polynomial.Of(rest, all.Append(Exponential).ToHashSet(), Value) is { } rate && Polynomial.Of(exponents.Single(), all, Value) is { } argument ? (rate, argument) : null;
    }

    /// <summary>What a variable starts with, the same for all neurons, or null.</summary>
    public double? Start(string variable) => Value(variable);

    /// <summary>The values of a current, one for each neuron.</summary>
    public ImmutableArray<double> CurrentsOf(string name) => set.Properties.GetValueOrDefault(name) is ListValue list ? list.Values : [.. Enumerable.Repeat(Value(name) ?? 0, Group.Count)];

    /// <summary>The value of an expression that never changes and is the same for all neurons; null for any other.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="names">Names that it alone knows; null for none.</param>
    public double? Constant(string text, Namespace? names) =>
        Parsed(text)?.Rewrite(node => node is Name name && names?.Find(name.Identifier) is ScalarValue own ? Literals.Of(own.Value) : node) is { } parsed
        && !FreeNames.Of(parsed).Any(name => set.Class.States.Any(one => one.Name == name)) ? Polynomial.Of(parsed, new HashSet<string>(), Value)?.AsNumber() : null;

    /// <summary>The value above which a variable makes a spike; null where spikes come in another way.</summary>
    public double? Threshold(string variable)
    {
        if (Group.Threshold is not { } text || Parsed(text) is not Binary { Operator: BinaryOperator.Greater or BinaryOperator.Less } test)
            return null;
        var difference = test.Operator == BinaryOperator.Greater ? new Binary(BinaryOperator.Subtract, test.Left, test.Right) : new Binary(BinaryOperator.Subtract, test.Right, test.Left);
        return Polynomial.Of(difference, new HashSet<string>(rates.Keys), Value) is { } form && form.HasOnly(string.Empty, variable) && form[variable] > 0 ? -form[string.Empty] / form[variable] : null;
    }

    /// <summary>What the reset makes of variables, as polynomials of what they were; null where it is no such thing.</summary>
    public IReadOnlyDictionary<string, Polynomial>? Reset()
    {
        var result = new Dictionary<string, Polynomial>();
        foreach (var (variable, value) in StatementCode.Results(Group.Reset, code))
        {
            if (!rates.ContainsKey(variable) || Polynomial.Of(value, new HashSet<string>(rates.Keys), Value) is not { } form)
                return null;
            result[variable] = form;
        }

        return result;
    }

    /// <summary>The refractory period in steps, 0 for none; null where it is no constant.</summary>
    public double? RefractorySteps() => Group.Refractory is null ? 0
        : Parsed(Group.Refractory) is { } period && Polynomial.Of(period, new HashSet<string>(rates.Keys), Value)?.AsNumber() is { } seconds ? Math.Floor((seconds / Step) + 1e-3) : null;

    private static bool Reaches(SynapticPathway pathway, string ending) =>
        StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag()).Any(statement => statement.Target.EndsWith(ending, StringComparison.Ordinal));

    // Cells of NeuroML do not keep for synapses what their variables have been.
    private static bool ReadsSource(Synapses synapses, NetworkExport export)
    {
        var names = export.NamesOf(synapses);
        return synapses.Equations.Select(one => one.Expression).Concat(synapses.Pathways.SelectMany(pathway => StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag())).Select(one => one.Value))
            .OfType<Expression>().SelectMany(one => FreeNames.Of(one)).Any(name => names.FindVariable(name) is { Owner: VariableOwner.Presynaptic, Equation.Kind: not EquationKind.Parameter });
    }

    private Expression? Parsed(string text) => ExpressionText.Parse(text, text, new DiagnosticBag()) is { } parsed ? code.WrittenOut(parsed) : null;

    // Null unless the name has one value for all neurons, which never changes or is that of the start.
    private double? Value(string name)
    {
        if (set.Class.Parameters.Any(one => one.Name == name) || set.Class.States.Any(one => one.Name == name))
            return Uniform(name);
        return code.Names.FindVariable(name) is null && code.Names.FindValue(name) is ScalarValue value ? value.Value.Value : null;
    }

    private double? Uniform(string name) => set.Properties.GetValueOrDefault(name) switch
    {
        FixedValue one => one.Value,
        ListValue { Values: { IsEmpty: false } values } when values.All(value => value.Equals(values[0])) => values[0],
        null => set.Class.Parameters.FirstOrDefault(one => one.Name == name)?.Value ?? set.Class.States.First(one => one.Name == name).Initial,
        _ => null,
    };
}
