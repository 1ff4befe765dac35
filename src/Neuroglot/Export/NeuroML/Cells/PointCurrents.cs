using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Standard;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>The currents into compartments that change at whole steps alone, as pulses: constants, values that are given between runs, and timed arrays.</summary>
/// <param name="code">The neuron.</param>
/// <param name="export">The export.</param>
internal sealed class PointCurrents(CompartmentCode code, NetworkExport export)
{
    // More generators than this are no model any more.
    private const int Most = 1000;

    private readonly List<(ImmutableArray<double> Factors, Func<long, int, double> Value)> sources = [];
    private readonly SortedSet<long> changes = [0];

    /// <summary>Why there are no such pulses; null where there are.</summary>
    public string? Why { get; private set; }

    /// <summary>The pulses; null, with the reason in <see cref="Why"/>, where the currents are none.</summary>
    public ImmutableArray<CurrentPulse>? Of(IEnumerable<Expression> currents)
    {
        foreach (var current in currents)
        {
            if (!Add(current))
                return null;
        }

        var pulses = Pulses();
        Why = pulses.Length > Most ? $"its currents have {pulses.Length} pulses, and an export takes up to {Most}" : null;
        return Why is null ? pulses : null;
    }

    private bool Add(Expression current)
    {
        var whole = code.WrittenOut(current);
        var moving = FreeNames.Of(whole).Where(name => code.Arrays.ContainsKey(name) || code.Later(name).Any()).ToHashSet();
        if (!LinearForm.TryCreate(whole, moving, out var form, out _) || !code.IsConstant(form.Constant) || form.Coefficients.Values.FirstOrDefault(one => !code.IsConstant(one)) is not null)
            return Wrong($"`{ExpressionPrinter.Print(current, Dialects.Brian)}` changes in another way than by timed arrays of `t` and by values between runs");
        var constant = code.Values(form.Constant);
        sources.Add((constant, (_, _) => 1));
        foreach (var (name, factor) in form.Coefficients)
        {
            if ((code.Arrays.TryGetValue(name, out var reading) ? OfArray(reading) : OfParameter(name)) is not { } value)
                return false;
            sources.Add((code.Values(factor), value));
        }

        return true;
    }

    private Func<long, int, double>? OfArray(ArrayReading reading)
    {
        var array = reading.Array;
        if (!reading.IsNow || (array.Columns is { } columns && columns < code.Neuron.Count))
        {
            Wrong($"the timed array {reading.Name} is read at another time than `t`, or has too few columns");
            return null;
        }

        for (var row = 1; row < array.Rows; row++)
            changes.Add(TimedArrays.FirstStep(array, row, export.Run.Step));
        return (step, compartment) => array.Values[(array.RowAt(step * export.Run.Step, export.Run.Step) * (array.Columns ?? 1)) + (array.Columns is null ? 0 : compartment)];
    }

    private Func<long, int, double>? OfParameter(string name)
    {
        var rows = new List<(long Step, ImmutableArray<double> Values)> { (0, code.Start(name)) };
        foreach (var later in code.Later(name))
        {
            var step = (long)Math.Round(later.Time / export.Run.Step);
            if (After(later.Value, rows[^1].Values) is not { } values)
                return null;
            rows.Add((step, values));
            changes.Add(step);
        }

        return (step, compartment) => rows.FindLast(row => row.Step <= step).Values[compartment];
    }

    private ImmutableArray<double>? After(Initializer given, ImmutableArray<double> before)
    {
        var text = (given.Value as BrianValue.Formula)?.Text;
        var formula = text is null ? null : ExpressionText.Parse(text, given.Variable, new DiagnosticBag())?.Rewrite(node => node is Name name && given.Namespace?.Find(name.Identifier) is ScalarValue own ? Literals.Of(own.Value) : node);
        if (given.Condition is not null || (text is not null && (formula is null || !code.IsConstant(formula))))
        {
            Wrong($"`{given.Variable}` is given `{text ?? given.Condition}` between runs");
            return null;
        }

        var values = before.ToBuilder();
        ImmutableArray<int> places = given.Indices.IsDefault ? [.. Enumerable.Range(0, before.Length)] : given.Indices;
        var all = formula is null ? default : code.Values(formula);
        for (var index = 0; index < places.Length; index++)
            values[places[index]] = given.Value switch { BrianValue.Uniform one => one.Value.Value, BrianValue.List list => list.Values[index], _ => all[places[index]] };
        return values.ToImmutable();
    }

    // Neighbouring steps with the same current are one pulse, which all compartments that have the same share.
    private ImmutableArray<CurrentPulse> Pulses()
    {
        var last = (long)Math.Round(export.Run.Duration / export.Run.Step) + 1;
        List<long> steps = [.. changes.Where(step => step < last)];
        var found = new List<(long First, long End, double Current, int Compartment)>();
        for (var compartment = 0; compartment < code.Neuron.Count; compartment++)
        {
            for (var at = 0; at < steps.Count;)
            {
                var current = At(steps[at], compartment);
                var next = at + 1;
                while (next < steps.Count && At(steps[next], compartment).Equals(current))
                    next++;
                if (current != 0)
                    found.Add((steps[at], next < steps.Count ? steps[next] : last, current, compartment));
                at = next;
            }
        }

        return
        [
            .. found.GroupBy(one => (one.First, one.End, one.Current)).OrderBy(one => one.Key.First)
                .Select(one => new CurrentPulse(CompartmentCode.Tidy(one.Key.First * export.Run.Step), CompartmentCode.Tidy((one.Key.End - one.Key.First) * export.Run.Step), one.Key.Current, [.. one.Select(pulse => pulse.Compartment)])),
        ];
    }

    private double At(long step, int compartment) => sources.Sum(source => source.Factors[compartment] * source.Value(step, compartment));

    private bool Wrong(string why)
    {
        Why ??= "the current " + why;
        return false;
    }
}
