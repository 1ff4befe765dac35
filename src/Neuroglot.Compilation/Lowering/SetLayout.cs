using Neuroglot.Compilation.Plans;

namespace Neuroglot.Compilation.Lowering;

/// <summary>What the kernels of a set have to keep in memory between steps beside state variables; found out while they are written.</summary>
internal sealed class SetLayout(
    ClassSymbols symbols, HashSet<string> lateAssigned, HashSet<string> externalPorts, HashSet<string> linkedPorts)
{
    public ClassSymbols Symbols { get; } = symbols;

    /// <summary>Event send ports that somebody outside of the component listens to or records.</summary>
    public HashSet<string> ExternalPorts { get; } = externalPorts;

    /// <summary>Reduce ports that some set adds to.</summary>
    public HashSet<string> LinkedPorts { get; } = linkedPorts;

    /// <summary>Reduce ports among them that a coupling with delays writes before each step, so that nobody has to clear them.</summary>
    public HashSet<string> CoupledPorts { get; init; } = [];

    /// <summary>State variables that can change after their part has been advanced: through events, in regimes, or by a kinetic scheme of the parent. Others see them as of the advance.</summary>
    public HashSet<string> LateAssigned { get; } = lateAssigned;

    /// <summary>Aliases, and receive ports, whose value must outlive the step.</summary>
    public HashSet<string> Kept { get; } = [];

    /// <summary>Schemes that kernels call, beside those that the class names.</summary>
    public List<SchemePlan> Schemes { get; } = [];

    /// <summary>Whether event handlers ask for the time.</summary>
    public bool KeepsTime { get; set; }

    /// <summary>State variables of which a copy is kept as of their last advance.</summary>
    public HashSet<string> Latched { get; } = [];

    /// <summary>The column in which others find <paramref name="name"/>.</summary>
    public string Expose(string name)
    {
        switch (Symbols.Find(name))
        {
            case StateSymbol when LateAssigned.Contains(name):
                Latched.Add(name);
                return ColumnNames.Exposed(name);
            case AliasSymbol or ReceiveSymbol or ReduceSymbol:
                Kept.Add(name);
                return name;
            case null when !Symbols.Class.Machines.Any(machine => machine.Name == name):
                throw new InvalidOperationException($"'{name}' is not a name of component {Symbols.Class.Name}.");
            default:
                return name;
        }
    }
}
