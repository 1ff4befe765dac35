using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Sweeps;

namespace Neuroglot.Brian;

/// <summary>
/// A network of Brian with what <c>--set</c> changes: <c>OBJECT.name=value</c> for a value of the object's namespace, a variable of its equations before the first run, the rate of a
/// random source, or the <c>delay</c> of synapses (<c>SYNAPSES.PATHWAY.delay</c> where there are several pathways); <c>run.name=value</c> for a value of a run's namespace.
/// </summary>
internal static class BrianOverrides
{
    private const string UnknownObject = "NG4120";
    private const string UnknownName = "NG4121";
    private const string BadValue = "NG4125";
    private const string OfRun = "run";

    /// <summary>The changed network, or null, with the reason.</summary>
    public static BrianNetwork? Apply(BrianNetwork network, ParameterOverride change, DiagnosticBag diagnostics)
    {
        var dot = change.Path.IndexOf('.', StringComparison.Ordinal);
        var (target, name) = dot < 0 ? (change.Path, string.Empty) : (change.Path[..dot].Trim(), change.Path[(dot + 1)..].Trim());
        if (network.Objects.FirstOrDefault(one => one.Name == target) is { } found)
            return Change(network, found, name, change, diagnostics);
        if (target == OfRun && network.Runs.Any(run => run.Namespace?.Find(name) is ScalarValue))
        {
            return Read(change, ((ScalarValue)network.Runs.Select(run => run.Namespace?.Find(name)).First(value => value is ScalarValue)!).Value.Dimension, diagnostics) is not { } value ? null
                : network with { Runs = [.. network.Runs.Select(run => run.Namespace?.Find(name) is ScalarValue ? run with { Namespace = With(run.Namespace, name, value) } : run)] };
        }

        var known = network.Objects.Select(static one => one.Name).ToList();
        diagnostics.Error(UnknownObject, $"There is no object '{target}' in the network to set '{change.Path}' of.", SourceSpan.None, NearNames.Hint(target, known) ?? $"There are: {string.Join(", ", known)}.");
        return null;
    }

    /// <summary>Marks what varies as given, where it is a parameter that is the same for all instances, so that kernels do not differ in it.</summary>
    public static Network MarkGiven(Network network, SharedPlans shared) => network with
    {
        Sets = [.. network.Sets.Select(set => set with
        {
            Given = set.Class.Parameters.Where(parameter => set.Properties.GetValueOrDefault(parameter.Name) is null or FixedValue)
                .Select(parameter => (parameter.Name, Path: ((string[])[$"{set.Name}.{parameter.Name}", $"{OfRun}.{parameter.Name}"]).FirstOrDefault(shared.Varies)))
                .Where(static one => one.Path is not null)
                .ToImmutableSortedDictionary(static one => one.Name, static one => one.Path!, StringComparer.Ordinal),
        })],
    };

    private static BrianNetwork? Change(BrianNetwork network, BrianObject found, string name, ParameterOverride change, DiagnosticBag diagnostics)
    {
        var equations = found switch { NeuronGroup group => group.AllEquations, Synapses synapses => synapses.Equations, _ => null };
        if (equations?.FirstOrDefault(one => one.Name == name) is { } equation)
        {
            if (equation.Kind == EquationKind.Subexpression)
            {
                diagnostics.Error(UnknownName, $"'{change.Path}' is computed by its equation, and cannot be set.", SourceSpan.None, "Set what it is computed from.");
                return null;
            }

            return Read(change, equation.Dimension, diagnostics) is { } value ? Initialized(network, found.Name, name, value) : null;
        }

        var pathways = found is Synapses connections ? connections.Pathways.Select(static pathway => $"{pathway.Name}.delay").Append("delay").ToList() : [];
        if (pathways.Contains(name))
            return Read(change, Dimension.Time, diagnostics) is { } delay ? Initialized(network, found.Name, name, delay) : null;
        switch (found, name)
        {
            case (PoissonGroup source, "rates"):
                return Read(change, Dimension.PerTime, diagnostics) is { } rates ? Replace(network, source, source with { Rates = rates }) : null;
            case (PoissonInput input, "rate"):
                return Read(change, Dimension.PerTime, diagnostics) is { } rate ? Replace(network, input, input with { Rate = rate.Value }) : null;
        }

        if (NamespaceOf(found)?.Find(name) is ScalarValue old)
            return Read(change, old.Value.Dimension, diagnostics) is { } value ? Replace(network, found, WithNamespace(found, With(NamespaceOf(found)!, name, value))) : null;
        List<string> known =
        [
            .. equations?.Where(static one => one.Kind != EquationKind.Subexpression).Select(static one => one.Name) ?? [], .. NamespaceOf(found)?.Names ?? [], .. pathways,
            .. found is PoissonGroup ? ["rates"] : found is PoissonInput ? (string[])["rate"] : [],
        ];
        known.Sort(StringComparer.Ordinal);
        var isOfRun = network.Runs.Any(run => run.Namespace?.Find(name) is ScalarValue);
        diagnostics.Error(UnknownName, $"'{found.Name}' has no value '{name}' that could be set.", SourceSpan.None,
            isOfRun ? $"It belongs to the run: {OfRun}.{name}." : NearNames.Hint(name, known) ?? (known.Count > 0 ? $"It has: {string.Join(", ", known)}." : "It has none."));
        return null;
    }

    // After everything that the file itself does before the first run.
    private static BrianNetwork Initialized(BrianNetwork network, string name, string variable, Quantity value) => network.Runs.IsEmpty ? network : network with
    {
        Runs = network.Runs.SetItem(0, network.Runs[0] with { Before = network.Runs[0].Before.Add(new Initializer(name, variable, value)) }),
    };

    private static BrianNetwork Replace(BrianNetwork network, BrianObject old, BrianObject changed) => network with { Objects = network.Objects.Replace(old, changed) };

    private static Namespace With(Namespace names, string name, Quantity value) => new Namespace(names.Description, [KeyValuePair.Create<string, NamespaceValue>(name, value)]).Over(names);

    private static Namespace? NamespaceOf(BrianObject found) => found switch
    {
        NeuronGroup group => group.Namespace,
        Synapses synapses => synapses.Namespace,
        PoissonGroup source => source.Namespace,
        PoissonInput input => input.Namespace,
        _ => null,
    };

    private static BrianObject WithNamespace(BrianObject found, Namespace names) => found switch
    {
        NeuronGroup group => group with { Namespace = names },
        Synapses synapses => synapses with { Namespace = names },
        PoissonGroup source => source with { Namespace = names },
        PoissonInput input => input with { Namespace = names },
        _ => found,
    };

    private static Quantity? Read(ParameterOverride change, Dimension wanted, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        if (UnitTables.Brian.TryParse(change.Value, wanted, SourceSpan.None, found, out var quantity) && double.IsFinite(quantity.Value))
            return quantity;

        // As in a script, which is the only way for units that have no symbol: 0.35*ohm*meter.
        if (ExpressionText.Parse(change.Value, change.Path, new DiagnosticBag()) is { } expression
            && QuantityEvaluation.Evaluate(expression, static name => (DefaultNamespace.Find(name) as ScalarValue)?.Value, Dialects.Brian, SourceSpan.None, new DiagnosticBag()) is { } value
            && value.Dimension == wanted && double.IsFinite(value.Value))
        {
            return value;
        }

        var unit = QuantityFormatter.BestUnit(wanted, 1).Symbol;
        diagnostics.Error(BadValue, $"{change.Path}={change.Value}: {found.FirstOrDefault()?.Message ?? "it is too large for a number"}.", SourceSpan.None,
            found.FirstOrDefault()?.Hint ?? (wanted.IsNone ? "Write a plain number." : $"Give a value in {(unit.Contains(' ', StringComparison.Ordinal) ? $"the words of Brian, 1*{UnitNames.Of(wanted)}" : unit)}, for example."));
        return null;
    }
}
