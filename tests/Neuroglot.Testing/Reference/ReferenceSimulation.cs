using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Testing.Reference;

/// <summary>
/// The reference: walks the tree of instances of a LEMS model step by step, exactly as the language's reference simulator does, without compiling
/// anything. It is the oracle of the engine and shares with it the reader and nothing else. Slow and plain on purpose.
/// </summary>
public sealed class ReferenceSimulation
{
    private readonly Instance root;
    private readonly JavaSequence random;
    private readonly EventQueue queue = new();
    private readonly List<RecordedFile> files = [];
    private readonly List<RecordedEvents> events = [];
    private readonly List<Variable> recorded = [];
    private readonly List<List<double>> columns = [];
    private double time;

    /// <summary>Builds the instances that the model's simulation runs.</summary>
    /// <param name="model">A model without errors that has a component to run.</param>
    /// <param name="includeDisplays">Whether lines of displays are recorded too, as files named by the displays' ids.</param>
    /// <param name="seed">Seed of random draws; null for the model's own.</param>
    public ReferenceSimulation(LemsModel model, bool includeDisplays = false, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var simulation = model.Target ?? throw new NotSupportedException("The model says nothing to run.");
        var run = simulation.Type.Simulation!.Runs[0];
        var stated = simulation.Text("seed") is { } text && long.TryParse(text, out var number) ? number : 1234;
        Step = simulation.Value(run.Increment);
        Duration = simulation.Value(run.Total);
        var isTree = simulation.AllChildren.Any(one => one.Text("method") == "eulertree");
        random = new JavaSequence(seed ?? stated);
        root = new InstanceBuilder(model, random, queue, isTree).BuildRoot(simulation.Reference(run.Component) ?? simulation.Child(run.Component)!);
        foreach (var child in simulation.AllChildren)
            Record(child, includeDisplays);
    }

    /// <summary>The time step in seconds.</summary>
    public double Step { get; }

    /// <summary>How long the model says to run, in seconds.</summary>
    public double Duration { get; }

    /// <summary>Number of steps of the whole run.</summary>
    public int Steps => (int)Math.Floor((Duration / Step) + 0.5);

    /// <summary>Whether random numbers were drawn so far.</summary>
    public bool HasDrawn => random.Draws > 0;

    /// <summary>The time of each row.</summary>
    public List<double> Times { get; } = [];

    /// <summary>What goes to each file.</summary>
    public IReadOnlyList<RecordedFile> Files => files;

    /// <summary>The events that go to each file.</summary>
    public IReadOnlyList<RecordedEvents> Events => events;

    /// <summary>Reads and resolves a file; errors throw.</summary>
    public static LemsModel Load(string path, params IEnumerable<string> includeFolders)
    {
        var read = LemsReader.Read(path, new LemsReaderOptions { IncludeFolders = [.. includeFolders] });
        var found = new DiagnosticBag();
        var model = read.Document is null ? null : LemsModel.Resolve(read.Document, found);
        var error = read.Diagnostics.Concat(found).FirstOrDefault(one => one.Severity == Severity.Error);
        return error is null && model is not null ? model : throw new NotSupportedException($"{error}");
    }

    /// <summary>As <see cref="Load"/>, from text.</summary>
    public static LemsModel LoadText(string text)
    {
        var read = LemsReader.ReadText(text, "model.xml");
        var found = new DiagnosticBag();
        var model = LemsModel.Resolve(read.Document!, found);
        var error = read.Diagnostics.Concat(found).FirstOrDefault(one => one.Severity == Severity.Error);
        return error is null ? model : throw new NotSupportedException($"{error}");
    }

    /// <summary>Runs from the start: row 0, then <paramref name="steps"/> steps, or all when not given.</summary>
    /// <exception cref="ReferenceStopException">Something is not a number; the rows before are kept.</exception>
    public void Run(int? steps = null)
    {
        root.Initialize();
        AddRow();
        var t = Step;
        for (var step = 1; step <= (steps ?? Steps); step++)
        {
            time = t;
            queue.Advance(t);
            root.Advance(t, Step);
            AddRow();
            t += Step;
        }
    }

    /// <summary>The recorded values of the quantity <paramref name="path"/>.</summary>
    public IReadOnlyList<double> Trace(string path)
    {
        foreach (var file in files)
        {
            var index = file.Quantities.IndexOf(path);
            if (index >= 0)
                return file.Columns[index];
        }

        throw new ArgumentException($"“{path}” is not recorded.", nameof(path));
    }

    /// <summary>Records one more quantity, as the only column of a file of its own name.</summary>
    public void Record(string path)
    {
        var file = new RecordedFile(path);
        AddColumn(file, path);
        files.Add(file);
    }

    private void AddRow()
    {
        var row = recorded.ConvertAll(one => one.Read(root, "A recorded quantity"));
        Times.Add(time);
        for (var i = 0; i < row.Count; i++)
            columns[i].Add(row[i]);
    }

    private void Record(LemsComponent component, bool includeDisplays)
    {
        if (component.Type.Simulation is not { } output)
            return;
        foreach (var writer in output.DataWriters)
            RecordColumns(component, new RecordedFile(component.Text(writer.FileName) ?? string.Empty));
        foreach (var writer in output.EventWriters)
            RecordEvents(component, new RecordedEvents(component.Text(writer.FileName) ?? string.Empty));
        if (includeDisplays && output.DataDisplays.Length > 0)
            RecordColumns(component, new RecordedFile(component.Id ?? string.Empty));
    }

    private void RecordColumns(LemsComponent component, RecordedFile file)
    {
        foreach (var column in component.AllChildren)
        {
            foreach (var record in column.Type.Simulation?.Records ?? [])
                AddColumn(file, column.Text(record.Quantity)!);
        }

        files.Add(file);
    }

    private void AddColumn(RecordedFile file, string quantity)
    {
        var column = new List<double>();
        recorded.Add(InstancePath.Quantity(root, quantity));
        columns.Add(column);
        file.Quantities.Add(quantity);
        file.Columns.Add(column);
    }

    private void RecordEvents(LemsComponent component, RecordedEvents file)
    {
        foreach (var selection in component.AllChildren)
        {
            foreach (var record in selection.Type.Simulation?.EventRecords ?? [])
            {
                var source = InstancePath.Find(root, selection.Text(record.Quantity)!);
                var id = selection.Id ?? string.Empty;
                source.Out(record.EventPort is { } port ? selection.Text(port) : null)?.Connect(() => file.Events.Add((time, id)));
            }
        }

        events.Add(file);
    }
}

/// <summary>The columns of one file.</summary>
public sealed record RecordedFile(string FileName)
{
    /// <summary>The path of each column.</summary>
    public List<string> Quantities { get; } = [];

    /// <summary>The values of each column, one per row.</summary>
    public List<List<double>> Columns { get; } = [];
}

/// <summary>The events of one file, in the order in which they were raised.</summary>
public sealed record RecordedEvents(string FileName)
{
    /// <summary>Time in seconds and id of each.</summary>
    public List<(double Time, string Id)> Events { get; } = [];
}
