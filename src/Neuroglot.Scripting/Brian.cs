using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>What Brian does for the network of all objects that a script has made, for <c>using static</c>.</summary>
public static partial class Brian
{
    /// <summary>The network of all objects made since <see cref="StartScope"/> that no other network took.</summary>
    public static Network MagicNetwork => Scope.Current.Magic;

    /// <summary>Forgets all objects made before; names, seed and time step begin anew.</summary>
    public static void StartScope() => Scope.Start();

    /// <summary>Sets the seed of all random numbers, which is 0 unless set, and begins them anew: what follows the same seed is the same.</summary>
    public static void Seed(ulong seed) => Scope.Current.Seeding = new Seeding(seed);

    /// <summary>Ends the run in progress after the current step: for network operations.</summary>
    public static void Stop() => Scope.Current.Stop();

    /// <summary>A variable of another group for a <c>linked</c> one: <c>group["input"] = LinkedVar(other, "x")</c>.</summary>
    /// <param name="source">The other group, or a part of it.</param>
    /// <param name="variable">Its variable.</param>
    /// <param name="index">For each neuron the neuron of the other group that it reads; null for the one of the same number, or the only one.</param>
    /// <exception cref="ModelException">The other group has no such variable.</exception>
    public static VariableView LinkedVar(Subgroup source, string variable, int[]? index = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Group.Variables.Find(variable) is not { Owner: VariableOwner.Group })
            throw new ModelException($"{source.Group.Name} has no variable `{variable}` to link to.");
        return new VariableView(new LinkedVariable(source.Data, variable, index is null ? [] : [.. index]));
    }

    /// <summary>A function of the author, for code as <c>{f}(v, w)</c>; its value is an expression, which exporters can write.</summary>
    /// <param name="arguments">Its arguments with their units: <c>x : volt, y : 1</c>.</param>
    /// <param name="value">Its value with its unit: <c>x*exp(-y) : volt</c>.</param>
    /// <exception cref="ModelException">The arguments or the value cannot be read.</exception>
    public static UserFunction Function(string arguments, string value) => FunctionText.Read(arguments, value);

    /// <summary>A function of the script itself, of one argument, for code as <c>{f}(v)</c>. It is called for one neuron after the other, and exporters cannot write it.</summary>
    /// <param name="arguments">Its argument with its unit: <c>x : volt</c>.</param>
    /// <param name="unit">The unit of its value: <c>volt</c>, or <c>1</c>.</param>
    /// <param name="code">The function; it takes and gives numbers in SI units.</param>
    /// <exception cref="ModelException">The arguments or the unit cannot be read, or their number does not fit.</exception>
    public static UserFunction Function(string arguments, string unit, Func<double, double> code) => FunctionText.Read(arguments, unit, 1, values => code(values[0]));

    /// <summary>A function of the script itself, of two arguments, for code as <c>{f}(v, w)</c>.</summary>
    /// <param name="arguments">Its arguments with their units: <c>x : volt, y : 1</c>.</param>
    /// <param name="unit">The unit of its value: <c>volt</c>, or <c>1</c>.</param>
    /// <param name="code">The function; it takes and gives numbers in SI units.</param>
    /// <exception cref="ModelException">The arguments or the unit cannot be read, or their number does not fit.</exception>
    public static UserFunction Function(string arguments, string unit, Func<double, double, double> code) => FunctionText.Read(arguments, unit, 2, values => code(values[0], values[1]));

    /// <summary>A function of the script itself, of three arguments, for code as <c>{f}(v, w, u)</c>.</summary>
    /// <param name="arguments">Its arguments with their units: <c>x : volt, y : 1, z : second</c>.</param>
    /// <param name="unit">The unit of its value: <c>volt</c>, or <c>1</c>.</param>
    /// <param name="code">The function; it takes and gives numbers in SI units.</param>
    /// <exception cref="ModelException">The arguments or the unit cannot be read, or their number does not fit.</exception>
    public static UserFunction Function(string arguments, string unit, Func<double, double, double, double> code) => FunctionText.Read(arguments, unit, 3, values => code(values[0], values[1], values[2]));

    /// <summary>Draws from a binomial distribution, for code as <c>{name}()</c>: how many of <paramref name="n"/> trials succeed.</summary>
    /// <param name="n">Number of trials.</param>
    /// <param name="p">Probability that one succeeds.</param>
    /// <param name="approximate">Whether a normal distribution is taken where both more than 5 successes and more than 5 failures are expected.</param>
    /// <exception cref="ModelException">The number is negative, or the probability none.</exception>
    public static BinomialFunction BinomialFunction(int n, double p, bool approximate = true) =>
        n >= 0 && p is >= 0 and <= 1 ? new(n, p, approximate) : throw new ModelException($"A binomial function needs a number of trials and a probability, not {n} and {p}.");

    /// <summary>Values that follow each other in time, for code as <c>{stimulus}(t)</c>; the last holds forever.</summary>
    /// <param name="values">The values.</param>
    /// <param name="dt">How long each holds.</param>
    /// <exception cref="ModelException">There are no values, they measure different things, or the step is no time above 0.</exception>
    public static TimedArray TimedArray(Quantity[] values, Quantity dt)
    {
        if (values is not [var first, ..] || values.Any(value => value.Dimension != first.Dimension))
            throw new ModelException("A timed array should have values, and all of one unit.");
        return new TimedArray([.. values.Select(value => value.Value)], DefaultClock.StepOf(dt, "a timed array"), first.Dimension);
    }

    /// <summary>Pure numbers that follow each other in time.</summary>
    /// <param name="values">The values.</param>
    /// <param name="dt">How long each holds.</param>
    /// <exception cref="ModelException">There are no values, or the step is no time above 0.</exception>
    public static TimedArray TimedArray(double[] values, Quantity dt) => TimedArray(Array.ConvertAll(values, value => (Quantity)value), dt);

    /// <summary>Values in time for each neuron, for code as <c>{stimulus}(t, i)</c>.</summary>
    /// <param name="values">The values: a row for each time, a column for each neuron.</param>
    /// <param name="dt">How long each row holds.</param>
    /// <exception cref="ModelException">There are no values, they measure different things, or the step is no time above 0.</exception>
    public static TimedArray TimedArray(Quantity[,] values, Quantity dt)
    {
        ArgumentNullException.ThrowIfNull(values);
        var all = values.Cast<Quantity>().ToArray();
        if (all is not [var first, ..] || all.Any(value => value.Dimension != first.Dimension))
            throw new ModelException("A timed array should have values, and all of one unit.");
        return new TimedArray([.. all.Select(value => value.Value)], values.GetLength(1), DefaultClock.StepOf(dt, "a timed array"), first.Dimension);
    }

    /// <summary>The objects of the magic network: <c>new Network(Collect())</c>.</summary>
    public static NetworkObject[] Collect() => [.. Scope.Current.Magic.Objects];

    /// <summary>Runs the magic network; another run goes on where this one ends.</summary>
    /// <param name="duration">Biological time.</param>
    /// <param name="namespace">Names for all objects that do not know them themselves: a dictionary, or an object whose properties they are.</param>
    /// <param name="report">How progress is told: <c>text</c> or <c>stderr</c>; null for not at all.</param>
    /// <param name="reportPeriod">Time between reports; null for 10 s.</param>
    /// <param name="profile">Whether times are taken for <see cref="ProfilingSummary"/>.</param>
    /// <exception cref="ModelException">Something is wrong with the model, or went wrong in the run.</exception>
    public static void Run(Quantity duration, object? @namespace = null, string? report = null, Quantity? reportPeriod = null, bool profile = false) =>
        Scope.Current.Magic.Run(duration, @namespace, report, reportPeriod, profile);

    /// <summary>Runs the magic network, and tells a function how far it is.</summary>
    /// <param name="duration">Biological time.</param>
    /// <param name="report">The function; null for none.</param>
    /// <param name="namespace">Names for all objects that do not know them themselves: a dictionary, or an object whose properties they are.</param>
    /// <param name="reportPeriod">Time between reports; null for 10 s.</param>
    /// <param name="profile">Whether times are taken for <see cref="ProfilingSummary"/>.</param>
    /// <exception cref="ModelException">Something is wrong with the model, or went wrong in the run.</exception>
    public static void Run(Quantity duration, ProgressReport? report, object? @namespace = null, Quantity? reportPeriod = null, bool profile = false) =>
        Scope.Current.Magic.Run(duration, report, @namespace, reportPeriod, profile);

    /// <summary>Keeps where the magic network stands, with all that was recorded, for <see cref="Restore"/>.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="filename">A file that keeps it; null for memory.</param>
    /// <exception cref="ModelException">The file cannot be written, or the model is wrong.</exception>
    public static void Store(string name = "default", string? filename = null) => Scope.Current.Magic.Store(name, filename);

    /// <summary>Goes back to where the magic network stood when it was stored.</summary>
    /// <param name="name">The name given then.</param>
    /// <param name="filename">The file given then; null for memory.</param>
    /// <param name="restoreRandomState">Whether random numbers are those that followed then, rather than new ones.</param>
    /// <exception cref="ModelException">Nothing was stored under the name, or it does not fit the network.</exception>
    public static void Restore(string name = "default", string? filename = null, bool restoreRandomState = false) => Scope.Current.Magic.Restore(name, filename, restoreRandomState);

    /// <summary>What happens in a step of the magic network, in its order, as a table.</summary>
    public static string SchedulingSummary() => Scope.Current.Magic.SchedulingSummary();

    /// <summary>How long each part of a step took in the last run with <c>profile: true</c>, the longest first, as a table.</summary>
    /// <param name="show">How many are shown; null for all.</param>
    public static string ProfilingSummary(int? show = null) => Scope.Current.Magic.ProfilingSummary(show);

    /// <summary>
    /// Says what <see cref="Run(Quantity, object, string, Quantity?, bool)"/> does: <c>SetDevice("neuroml2", filename: "model.xml")</c> writes the model as NeuroML 2 and LEMS
    /// instead of simulating it; <c>SetDevice("runtime")</c> simulates.
    /// </summary>
    /// <param name="device"><c>neuroml2</c> or <c>runtime</c>.</param>
    /// <param name="filename">The file for neuroml2.</param>
    /// <param name="buildOnRun">Whether the file is written by the run; else <see cref="Build"/> writes it.</param>
    /// <param name="lemsConstSave">Whether the file of unit constants is written beside it.</param>
    /// <param name="options">How it is written otherwise; null for the defaults.</param>
    /// <exception cref="ModelException">There is no such device, or the file is missing.</exception>
    public static void SetDevice(string device, string? filename = null, bool buildOnRun = true, bool lemsConstSave = true, NeuroMLExportOptions? options = null) => Scope.Current.Device = device switch
    {
        "runtime" => null,
        "neuroml2" when string.IsNullOrEmpty(filename) => throw new ModelException("The device neuroml2 needs a file: SetDevice(\"neuroml2\", filename: \"model.xml\")."),
        "neuroml2" => new ExportDevice(filename, buildOnRun, (options ?? NeuroMLExportOptions.Default) with { SavesConstants = lemsConstSave }),
        _ => throw new ModelException($"There is no device '{device}'; there are 'neuroml2' and 'runtime'."),
    };

    /// <summary>Writes the file of the device neuroml2, after <c>SetDevice(…, buildOnRun: false)</c>.</summary>
    /// <param name="filename">The file; null for that of the device.</param>
    /// <exception cref="ModelException">There is no such device, nothing was run, or the model cannot be written.</exception>
    public static void Build(string? filename = null) => (Scope.Current.Device ?? throw new ModelException("There is nothing to build: write SetDevice(\"neuroml2\", …) first.")).Build(filename);
}
