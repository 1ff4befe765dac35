using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>Looks at lists of connections and values, and at delays.</summary>
internal sealed class ListChecks(ModelFolder folder, DiagnosticBag diagnostics)
{
    public void Check(Property property, int? size)
    {
        switch (property.List)
        {
            case BinaryValues binary:
                if (folder.TryFind(binary.File.Name, binary.Span, diagnostics, out var path))
                    BinaryLists.Check(path, binary, size, diagnostics);
                break;
            case ListedValues listed:
                for (var i = 0; i < listed.Indices.Length; i++)
                {
                    if (size is not null && listed.Indices[i] >= size)
                    {
                        diagnostics.Error(ModelCodes.BadIndex, $"The list of `{property.Name}` has the index {listed.Indices[i]}, but there are {size} instances, from 0.", listed.Span);
                        break;
                    }
                }

                break;
            default:
                break;
        }
    }

    public void Check(ConnectionList list, int? sources, int? targets)
    {
        switch (list.Data)
        {
            case BinaryConnections binary:
                if (folder.TryFind(binary.File.Name, binary.Span, diagnostics, out var path))
                    BinaryLists.Check(path, binary, sources, targets, diagnostics);
                break;
            case ListedConnections listed:
                for (var i = 0; i < listed.Sources.Length; i++)
                {
                    if (Check("source", listed.Sources[i], sources, i, listed.Span) && Check("target", listed.Targets[i], targets, i, listed.Span)
                        && (listed.Delays.IsEmpty || !(listed.Delays[i] < 0)))
                        continue;
                    if (!listed.Delays.IsEmpty && listed.Delays[i] < 0)
                        diagnostics.Error(ModelCodes.BadDelay, FormattableString.Invariant($"Connection {i} of the list has the delay {listed.Delays[i]} ms."), listed.Span);
                    break;
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Reports a delay that is negative.</summary>
    public void CheckDelay(Delay? delay)
    {
        if (delay?.Fixed is < 0)
            diagnostics.Error(ModelCodes.BadDelay, FormattableString.Invariant($"The delay {delay.Fixed} ms is negative."), delay.Span);
        if (delay?.Dimension is not (null or "" or "?" or "ms" or "s"))
            diagnostics.Warning(ModelCodes.BadDelay, $"The unit of a delay is ms or s, not “{delay.Dimension}”; it is taken for ms.", delay.Span);
    }

    private bool Check(string what, int index, int? count, int connection, SourceSpan span)
    {
        if (count is null || index < count)
            return true;
        diagnostics.Error(ModelCodes.BadIndex, $"Connection {connection} of the list has the {what} {index}, but there are {count} instances, from 0.", span);
        return false;
    }
}
