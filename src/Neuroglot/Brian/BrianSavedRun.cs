using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Results;

namespace Neuroglot.Brian;

/// <summary>
/// Writes everything that the runs of a session leave, for the program that has stated the network: <c>time</c>; <c>records/MONITOR/NAME</c>, where NAME is
/// <c>t</c>, <c>i</c>, <c>rate</c> or the place of a variable in the list of the monitor, and values of state monitors have a row for each time; <c>values/OBJECT/VARIABLE</c>;
/// <c>events/PATHWAY/seconds</c> and <c>/connections</c>. All in SI units.
/// </summary>
internal static class BrianSavedRun
{
    /// <summary>The file written, if it was; what goes wrong is in <paramref name="diagnostics"/>.</summary>
    public static ImmutableArray<string> Write(string path, BrianSession session, DiagnosticBag diagnostics)
    {
        if (NpzArrays.TryCreate(path, diagnostics) is not { } file)
            return [];
        using (file)
        {
            file.Write("time", [session.Time]);
            Records(file, session);
            foreach (var (name, set) in session.State.Sets.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                foreach (var variable in set.Values.Keys.Order(StringComparer.Ordinal))
                    file.Write($"values/{name}/{variable}", set.Of(variable));
            }

            foreach (var (name, pathway) in session.State.Pathways.Where(pair => !pair.Value.Pending.IsEmpty).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                file.Write($"events/{name}/seconds", [.. pathway.Pending.Select(one => one.Seconds)]);
                file.Write($"events/{name}/connections", [.. pathway.Pending.Select(one => one.Connection)]);
            }
        }

        if (file.Failure is not { } failure)
            return [path];
        diagnostics.Add(failure);
        return [];
    }

    private static void Records(NpzArrays file, BrianSession session)
    {
        foreach (var (name, record) in session.States)
        {
            file.Write($"records/{name}/t", CollectionsMarshal.AsSpan(record.Times));
            for (var variable = 0; variable < record.Variables.Count; variable++)
                file.Write($"records/{name}/{variable}", record.Samples, variable * record.Instances.Count, record.Instances.Count);
        }

        foreach (var (name, record) in session.Events)
        {
            file.Write($"records/{name}/t", CollectionsMarshal.AsSpan(record.Times));
            file.Write($"records/{name}/i", CollectionsMarshal.AsSpan(record.Indices));
            for (var variable = 0; variable < record.Variables.Count; variable++)
                file.Write($"records/{name}/{variable}", CollectionsMarshal.AsSpan(record.Values[variable]));
        }

        foreach (var (name, record) in session.Counts)
        {
            file.Write($"records/{name}/t", CollectionsMarshal.AsSpan(record.Times));
            file.Write($"records/{name}/rate", record.Rates);
        }
    }
}
