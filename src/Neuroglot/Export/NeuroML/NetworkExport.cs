using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Export.NeuroML.Runs;
using Neuroglot.Export.NeuroML.Standard;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>What the parts of the exporter share: the network as written and as it is before its first step, and what goes into the document.</summary>
/// <param name="network">The network.</param>
/// <param name="expanded">Its groups and synapses with all values and connections.</param>
/// <param name="options">How it is written.</param>
/// <param name="diagnostics">Gets what cannot be expressed.</param>
/// <param name="origin">The time at which the run begins, in seconds.</param>
/// <param name="laterValues">What variables get while it goes on; default for nothing.</param>
internal sealed class NetworkExport(
    BrianNetwork network, Network expanded, NeuroMLExportOptions options, DiagnosticBag diagnostics, double? origin = null, ImmutableArray<LaterValue> laterValues = default)
{
    /// <summary>Code of the diagnostic for an object that cannot be expressed.</summary>
    public const string NotExported = "NG4112";

    private readonly HashSet<string> left = [];

    /// <summary>The network.</summary>
    public BrianNetwork Network => network;

    /// <summary>Its groups and synapses with all values and connections.</summary>
    public Network Expanded => expanded;

    /// <summary>The run that is exported.</summary>
    public BrianRun Run => network.Runs[0];

    /// <summary>Whether the run goes on where another has ended.</summary>
    public bool IsContinued => origin is not null;

    /// <summary>The time at which the run begins, in seconds.</summary>
    public double Origin => origin ?? 0;

    /// <summary>How it is written.</summary>
    public NeuroMLExportOptions Options => options;

    /// <summary>Gets what cannot be expressed.</summary>
    public DiagnosticBag Diagnostics { get; private set; } = diagnostics;

    /// <summary>Names of dimensions.</summary>
    public DimensionTable Dimensions { get; } = new();

    /// <summary>Populations by name of the group.</summary>
    public Dictionary<string, PopulationNames> Populations { get; } = [];

    /// <summary>Groups that are written as types of NeuroML.</summary>
    public StandardForms Standard => field ??= new StandardForms(this);

    /// <summary>How the other synapses are written.</summary>
    public SynapseForms Synapses => field ??= new SynapseForms(this);

    /// <summary>Events that are on their way when the run begins, by name of the pathway: how long they have to go, and the synapse at which they will arrive.</summary>
    public ImmutableDictionary<string, ImmutableArray<(double Seconds, int Connection)>> UnderWay { get; init; } = ImmutableDictionary<string, ImmutableArray<(double Seconds, int Connection)>>.Empty;

    /// <summary>Variables linked to those of other groups.</summary>
    public ImmutableArray<Link> Links { get; init; } = [];

    // What synapses are to the author that have been written anew.
    private ImmutableDictionary<string, SynapseOrigin> Origins { get; init; } = ImmutableDictionary<string, SynapseOrigin>.Empty;

    /// <summary>Monitors of rates, each with the id of what counts for it; asked for when all populations are written.</summary>
    public ImmutableArray<(PopulationRateMonitor Monitor, string Id)> Rates
    {
        get
        {
            if (field.IsDefault)
                field = RateCounters.Of(this);
            return field;
        }
    }

    /// <summary>Comments on what is left out.</summary>
    public List<XComment> Omissions { get; } = [];

    /// <summary>Length of a step of an object, in seconds.</summary>
    public double StepOf(string name) => network.Objects.First(one => one.Name == name).Step ?? Run.Step;

    /// <summary>Whether a time step of an object is a whole number of those of the run.</summary>
    public bool IsWholeNumberOfSteps(double step) => Math.Round(step / Run.Step) is >= 1 and var number && Math.Abs((step / Run.Step) - number) < 1e-6;

    /// <summary>How long after the beginning of the run a clock with such a step ticks for the first time, in seconds.</summary>
    public double UntilTick(double step)
    {
        var passed = Origin - (Math.Floor((Origin / step) + 1e-6) * step);
        return passed < 1e-6 * step ? 0 : step - passed;
    }

    /// <summary>Why something with such a time step cannot be written.</summary>
    public string NoMultiple(double step) => $"its time step, {Time(step)}, is no multiple of that of the run";

    /// <summary>The set of an object, with its shared variables: LEMS has none, so that each neuron has its own, and all the same.</summary>
    public ComponentSet SetOf(string name)
    {
        var set = expanded.Sets.First(one => one.Name == name);
        return expanded.Sets.FirstOrDefault(one => one.Name == BrianBuilder.SharedSet(name)) is not { } shared ? set : set with
        {
            Class = set.Class with { Parameters = [.. set.Class.Parameters, .. shared.Class.Parameters], States = [.. set.Class.States, .. shared.Class.States] },
            Properties = set.Properties.Concat(shared.Properties).ToDictionary(),
        };
    }

    /// <summary>Names and expressions of a group.</summary>
    public GroupCode CodeOf(SpikeSource group, ComponentSet set, Equations equations, Namespace? given) =>
        new(new Resolution(group.Name, group is NeuronGroup neurons ? neurons.Variables : GroupVariables.Neurons(equations), given, Run.Namespace), group.Step ?? Run.Step, set.Count, Diagnostics, Origin, Run.Step);

    /// <summary>Names and expressions of a group that is looked at only, subexpressions written out; what LEMS cannot have is not told.</summary>
    public GroupCode SilentCodeOf(NeuronGroup group)
    {
        var code = new GroupCode(new Resolution(group.Name, group.Variables, group.Namespace, Run.Namespace), group.Step ?? Run.Step, group.Count, new DiagnosticBag());
        foreach (var one in group.Equations.Subexpressions)
            code.DefineSubexpression(one.Name, one.Expression!);
        return code;
    }

    /// <summary>Code of synapses that is looked at only, so that nothing is said of its mistakes.</summary>
    public GroupCode SilentCodeOf(Synapses synapses)
    {
        var code = new GroupCode(NamesOf(synapses), Run.Step, SetOf(synapses.Name).Count, new DiagnosticBag(), Origin);
        foreach (var one in synapses.Equations.Subexpressions)
            code.DefineSubexpression(one.Name, one.Expression!);
        return code;
    }

    /// <summary>What names mean in the code of synapses.</summary>
    public Resolution NamesOf(Synapses synapses)
    {
        var variables = GroupVariables.Synapses(synapses.Equations, VariablesOf(synapses.Source.Object), VariablesOf(synapses.Target.Object), synapses.MultisynapticIndex);
        return new Resolution(synapses.Name, variables, synapses.Namespace, Run.Namespace);
    }

    /// <summary>The values that variables of a group get while the run goes on, in order.</summary>
    public IEnumerable<LaterValue> LaterValuesOf(string group) => laterValues.IsDefault ? [] : laterValues.Where(one => one.Value.Object == group);

    /// <summary>Whether synapses add up a variable of a group in each step.</summary>
    public bool IsSummed(string group, string variable) => SummedBy(group, variable) is not null;

    /// <summary>The synapses that add up a variable of a group in each step, or null.</summary>
    public Synapses? SummedBy(string group, string variable) => network.Objects.OfType<Synapses>().FirstOrDefault(synapses => synapses.Equations.Any(one => one.Has(EquationFlags.Summed)
        && NamesOf(synapses).FindVariable(one.Name) is { } target && target.Name == variable && (target.Owner == VariableOwner.Presynaptic ? synapses.Source : synapses.Target).Object == group));

    /// <summary>Whether a state monitor records the variable.</summary>
    public bool IsRecorded(string group, string variable) => RecordedOf(group).Contains(variable);

    /// <summary>The variables of a group, or of synapses, that state monitors record, itself or by links to them.</summary>
    public IEnumerable<string> RecordedOf(string name)
    {
        var monitors = network.Objects.OfType<StateMonitor>().ToList();
        return monitors.Where(monitor => monitor.Source.Object == name).SelectMany(monitor => monitor.Variables)
            .Concat(Links.Where(link => link.Source == name && monitors.Exists(monitor => monitor.Source.Object == link.Group && monitor.Variables.Contains(link.Variable))).Select(link => link.SourceVariable));
    }

    /// <summary>What synapses are to the author.</summary>
    public SynapseOrigin OriginOf(string name) => Origins.GetValueOrDefault(name) ?? new SynapseOrigin(name, false);

    /// <summary>When a pathway has its turn among those of a step: by order, then by name.</summary>
    public (int Order, string Name) TurnOf(Synapses synapses, SynapticPathway pathway)
    {
        var written = OriginOf(synapses.Name);
        return (synapses.Order + (pathway.IsPre == written.IsTurned ? 1 : -1), $"{written.Name}_{pathway.Name}");
    }

    /// <summary>The export with some synapses written anew.</summary>
    /// <param name="changed">The network with them.</param>
    /// <param name="changedExpanded">The same with all values and connections.</param>
    /// <param name="origins">What they are to the author.</param>
    /// <param name="more">Values that they get while the run goes on; default for none.</param>
    /// <param name="underWay">Events that are on their way; null for the same.</param>
    public NetworkExport Changed(
        BrianNetwork changed, Network changedExpanded, IEnumerable<KeyValuePair<string, SynapseOrigin>> origins, ImmutableArray<LaterValue> more = default,
        ImmutableDictionary<string, ImmutableArray<(double Seconds, int Connection)>>? underWay = null) =>
        new(changed, changedExpanded, options, Diagnostics, origin, more.IsDefaultOrEmpty ? laterValues : laterValues.AddRange(more)) { Links = Links, Origins = Origins.AddRange(origins), UnderWay = underWay ?? UnderWay };

    /// <summary>What a variable of a group is linked to, or null.</summary>
    public Link? LinkOf(string group, string variable) => Links.FirstOrDefault(one => one.Group == group && one.Variable == variable);

    /// <summary>Notes something that cannot be expressed.</summary>
    public void Refuse(string code, string message, string? hint = null) => Diagnostics.Error(code, message, SourceSpan.None, hint);

    /// <summary>Writes an object; where that ends with errors and objects may be left out, it is left out for the first of them.</summary>
    /// <returns>Whether it is written.</returns>
    public bool Write(BrianObject one, Action write)
    {
        var all = Diagnostics;
        if (options.SkipUnsupported)
            Diagnostics = new DiagnosticBag();
        try
        {
            write();
        }
        finally
        {
            (Diagnostics, all) = (all, Diagnostics);
        }

        if (!options.SkipUnsupported)
            return true;
        Diagnostics.AddRange(all.Where(said => said.Severity != Severity.Error));
        if (all.FirstOrDefault(said => said.Severity == Severity.Error) is not { } error)
            return true;
        Leave(one, error.Message.TrimEnd('.'), error.Hint ?? "Leave it out.");
        return false;
    }

    /// <summary>Whether a group is written; where it is not, <paramref name="one"/>, which belongs to it, is left out, too.</summary>
    public bool Has(BrianObject one, string group)
    {
        if (Populations.ContainsKey(group))
            return true;
        Leave(one, $"'{group}' is not in the export", "Leave it out.");
        return false;
    }

    /// <summary>Notes an object that cannot be expressed: an error, or with <see cref="NeuroMLExportOptions.SkipUnsupported"/> a warning and a comment in the file.</summary>
    public void Leave(BrianObject one, string why, string hint)
    {
        if (!left.Add(OriginOf(one.Name).Name))
            return;
        var message = $"{one.GetType().Name} '{OriginOf(one.Name).Name}' cannot be exported to NeuroML: {why}.";
        if (!options.SkipUnsupported)
        {
            Diagnostics.Error(NotExported, message, SourceSpan.None, hint);
            return;
        }

        Diagnostics.Warning(NotExported, message, SourceSpan.None, hint);
        Omissions.Add(new XComment($" Left out: {message.Replace("--", "- -", StringComparison.Ordinal)} "));
    }

    /// <summary>Whether code that runs regularly can be expressed.</summary>
    public bool Wants(RunRegularly one, NeuronGroup group)
    {
        if (one.When != "start")
            Leave(one, $"it runs in the slot '{one.When}', and LEMS has no slots", "Leave out when=…");
        else if (one.Step is { } step && !IsWholeNumberOfSteps(step))
            Leave(one, NoMultiple(step), "Give it one that is.");
        else if (StepOrder.Frozen(one.Code, group) is { } frozen)
            Leave(one, $"its code reads '{frozen}', which is constant over a step and has its value from before the code", "Let it read what that is computed from.");
        else if (ClockedChanges.Clash(one, group, this) is { } clash)
            Leave(one, clash, "Let it set such variables, multiply them or add to them, or use others.");
        else
            return true;
        return false;
    }

    /// <summary>The values of a linked variable where they do not change; null, with a diagnostic, where they do.</summary>
    public InitialValue? Linked(NeuronGroup group, Equation one)
    {
        if (LinkOf(group.Name, one.Name) is not { } link)
            return null;
        var source = SetOf(link.Source);
        if (source.Class.Parameters.Any(parameter => parameter.Name == link.SourceVariable))
        {
            var names = new Resolution(source.Name, GroupVariables.Neurons(Equations.None), null, Run.Namespace);
            return InitialValue.Of(link.SourceVariable, source with { Name = string.Empty }, Run, names) switch
            {
                InitialValue.List list => new InitialValue.List([.. link.Neurons.Select(neuron => list.Values[neuron])]),
                var values => values,
            };
        }

        Refuse(NotExported, $"{link}: {LinkedVariables.WhyNot(link, network) ?? "a cell of NeuroML sees no variables of other cells"}.", "Give the group the variable itself.");
        return null;
    }

    private GroupVariables VariablesOf(string name) =>
        network.Objects.FirstOrDefault(one => one.Name == name) is NeuronGroup group ? group.Variables : GroupVariables.Neurons(Equations.None);

    /// <summary>A time with its unit.</summary>
    public string Time(double seconds) => Dimensions.Quantity(seconds, Dimension.Time);
}

/// <summary>What synapses are to the author.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="IsTurned">Whether they are written in the other direction.</param>
internal sealed record SynapseOrigin(string Name, bool IsTurned);

/// <summary>What a population is called.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Count">Number of neurons.</param>
/// <param name="Path">Path to a neuron, with <c>{0}</c> for its index.</param>
internal sealed record PopulationNames(string Id, int Count, string Path)
{
    /// <summary>What the type of its neurons calls variables, where it has names of its own.</summary>
    public ImmutableSortedDictionary<string, string>? Exposures { get; init; }

    /// <summary>The path to the cell of which the neurons are segments; null where each is a cell.</summary>
    public string? Cell { get; init; }

    /// <summary>The neurons that spike; default for all.</summary>
    public ImmutableArray<int> Spiking { get; init; }

    /// <summary>Where something is attached to a neuron: the cell and, of one with segments, the middle of a segment.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="cell">What the cell is called there.</param>
    /// <param name="segment">What the segment is called.</param>
    /// <param name="fraction">What the place along the segment is called.</param>
    public (string Name, string? Value)[] Place(int neuron, string cell, string segment, string fraction) => Cell is null
        ? [(cell, "../" + Of(neuron))] : [(cell, Cell), (segment, neuron.ToString(System.Globalization.CultureInfo.InvariantCulture)), (fraction, "0.5")];

    /// <summary>Path to a neuron.</summary>
    public string Of(int neuron) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Path, neuron);
}
