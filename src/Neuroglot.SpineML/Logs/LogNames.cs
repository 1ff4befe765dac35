using System.Globalization;
using Neuroglot.SpineML.Building;

namespace Neuroglot.SpineML.Logs;

/// <summary>Names of the files of logs: that of the target and that of the port, as the reference simulator makes them.</summary>
public static class LogNames
{
    /// <summary>A name for each log, without ending, in their order; what is recorded twice has a number behind it.</summary>
    public static IEnumerable<(ExperimentLog Log, string Name)> Of(IEnumerable<ExperimentLog> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var log in logs)
        {
            var name = Safe(log.Output.Target) + "_" + Safe(log.Output.Port);
            var alike = taken[name] = taken.GetValueOrDefault(name) + 1;
            yield return (log, alike == 1 ? name : name + alike.ToString(CultureInfo.InvariantCulture));
        }
    }

    // Names are data from others: what they make of a path must stay in the folder.
    private static string Safe(string name) => string.Concat(name.Select(letter => letter is ' ' or '/' or '\\' or ':' or '\0' ? '_' : letter));
}
