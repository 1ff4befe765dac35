using Neuroglot.Model.Diagnostics;

namespace Neuroglot.States;

/// <summary>The state of a run as the one entry of a file of states.</summary>
internal static class RunStateForm
{
    // "NGR1", and the only name in the file.
    private const int Mark = 0x3152_474E;
    private const string Name = "run";

    /// <summary>Writes a state, whole or not at all; false, with the reason in <paramref name="diagnostics"/>, when that fails.</summary>
    public static bool Write(string path, RunState state, DiagnosticBag diagnostics) => StateFile.Write(path, Name, Mark, writer =>
    {
        writer.Write(state.Semantics);
        writer.Write(state.Step);
        writer.Write(state.Steps);
        writer.Write(state.Seed);
        writer.Named(state.Sets, set =>
        {
            writer.Write(set.Count);
            writer.Write(set.Fingerprint);
            writer.Write(set.IsInput);
            writer.Texts(set.InputVariables);
            writer.Named(set.Columns, writer.Array);
            writer.Named(set.Emitted, writer.Array);
        });
        writer.Named(state.Pathways, pathway =>
        {
            writer.Write(pathway.Set);
            writer.Array([.. pathway.Pending.Select(one => one.Seconds)]);
            writer.Array([.. pathway.Pending.Select(one => one.Connection)]);
        });
    }, diagnostics);

    /// <summary>Reads a state; null, with the reason in <paramref name="diagnostics"/>, when that fails.</summary>
    public static RunState? Read(string path, DiagnosticBag diagnostics) => StateFile.Read(path, Name, Mark, static reader => new RunState(
        reader.Text(),
        reader.Double(),
        reader.Int64(),
        reader.UInt64(),
        reader.Named(() => new RunSetState(reader.Int32(), reader.UInt64(), reader.Truth(), reader.Texts(), reader.Named(reader.Array<double>), reader.Named(reader.Array<int>))),
        reader.Named(() => Pathway(reader))), diagnostics);

    private static RunPathwayState Pathway(StateReader reader)
    {
        var (set, seconds, connections) = (reader.Text(), reader.Array<double>(), reader.Array<int>());
        return seconds.Length == connections.Length ? new RunPathwayState(set, [.. seconds.Zip(connections)]) : throw new InvalidDataException("Events and their times are not as many.");
    }
}
