using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>
/// What a component shows to others: the values that it has when it has done its turn. An alias that depends on what comes in at analogue ports would change with what
/// feeds these later in the step, so it is kept.
/// </summary>
internal static class Publication
{
    /// <summary>The name under which others find the value <paramref name="local"/> of <paramref name="source"/> in its set.</summary>
    public static string Of(Placed source, string local)
    {
        var name = source.NameOf(local);
        return source.Set.Connectivity is null && source.Class is { } definition && DependsOnInputs(source, definition, local, []) ? source.Set.Keep(name, source.Part) : name;
    }

    private static bool DependsOnInputs(Placed source, ComponentClass definition, string name, HashSet<string> seen)
    {
        if (!seen.Add(name))
            return false;
        if (definition.FindPort(name, PortKind.AnalogReceive, PortKind.AnalogReduce) is not null)
            return source.Incoming.Exists(wire => wire.TargetPort == name);
        return definition.Aliases.FirstOrDefault(alias => alias.Name == name)?.Value.Parse(static _ => true, new DiagnosticBag()) is { } value
            && FreeNames.Of(value).Any(one => DependsOnInputs(source, definition, one, seen));
    }
}
