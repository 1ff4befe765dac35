using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Export.Networks;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Validation;
using static Neuroglot.Export.Lems.SimulationTypes;

namespace Neuroglot.Export.Lems;

/// <summary>
/// Makes the elements by which nodes see each other. Each edge puts a <c>CouplingSource</c> into the node where it begins and a <c>Coupling</c> into that where it ends; the
/// second sees the first as its peer and exposes what it adds to the sum <c>gx</c>. The node adds up, applies <c>post</c>, and has its input.
/// <code>
/// Coupling:  pre = V_j          gx = weight*pre
/// node:      gx = Σ coupling    post = global_coupling*gx + coupling_b    c_pop0 = post
/// </code>
/// </summary>
internal sealed class CouplingElements
{
    /// <summary>The type of an edge.</summary>
    public const string EdgeType = "edge";

    private const string GlobalCoupling = "global_coupling";
    private const string SourceType = "CouplingSource";
    private const string SourceId = "coupling_source";

    private readonly CoupledNodes nodes;
    private readonly DiagnosticBag diagnostics;
    private readonly OrderedDictionary<string, double> nodeParameters = [];
    private readonly List<LemsVariable> nodeVariables = [];
    private readonly List<XElement> sums = [];

    /// <summary>Makes the elements.</summary>
    /// <param name="nodes">The network.</param>
    /// <param name="taken">Names of the dynamics; gets those that the node has more.</param>
    /// <param name="diagnostics">Gets what LEMS has no words for.</param>
    public CouplingElements(CoupledNodes nodes, ISet<string> taken, DiagnosticBag diagnostics)
    {
        this.nodes = nodes;
        this.diagnostics = diagnostics;
        Types = [Source(), .. nodes.Terms.Select(Edge)];
        for (var term = 0; term < nodes.Terms.Length; term++)
            AddToNode(nodes.Terms[term], term, taken);
    }

    /// <summary>Types of the two ends of an edge.</summary>
    public ImmutableArray<XElement> Types { get; }

    /// <summary>Parameters that the node has more, with their values.</summary>
    public IReadOnlyDictionary<string, double> NodeParameters => nodeParameters;

    /// <summary>Inputs of the node that are fed.</summary>
    public IEnumerable<string> FedInputs => nodes.Terms.Select(static one => one.Input);

    /// <summary>Lists of the node for what edges put into it.</summary>
    public IEnumerable<XElement> Attachments =>
    [
        Element("Attachments", ("name", "sources"), ("type", SourceType)),
        .. nodes.Terms.Select(static (_, term) => Element("Attachments", ("name", ListOf(term)), ("type", TypeOf(term)))),
    ];

    /// <summary>The sums over the edges.</summary>
    public IEnumerable<XElement> Sums => sums;

    /// <summary>What the node computes of the sums, up to its inputs.</summary>
    public IEnumerable<LemsVariable> NodeVariables => nodeVariables;

    /// <summary>The two ends with their values.</summary>
    public IEnumerable<XElement> Components =>
    [
        Element("Component", ("id", SourceId), ("type", SourceType)),
        .. nodes.Terms.Select((one, term) => new XElement("Component", new XAttribute("id", ListOf(term)), new XAttribute("type", TypeOf(term)),
            ParametersOf(one).Select(static parameter => new XAttribute(parameter.Name, PythonNumber.Print(parameter.Value))))),
    ];

    /// <summary>The type of an edge.</summary>
    public static XElement EdgeElement => new("ComponentType", new XAttribute("name", EdgeType),
        Element("Parameter", ("name", "weight"), ("dimension", "none")),
        Element("ComponentReference", ("name", "source"), ("type", "Component")),
        Element("ComponentReference", ("name", "coupling"), ("type", "Component")),
        Element("Path", ("name", "from")),
        Element("Path", ("name", "to")),
        new XElement("Structure",
            Element("With", ("instance", "from"), ("as", "a")),
            Element("With", ("instance", "to"), ("as", "b")),
            new XElement("Tunnel", new XAttribute("name", "peer"), new XAttribute("endA", "a"), new XAttribute("endB", "b"), new XAttribute("componentA", "source"), new XAttribute("componentB", "coupling"),
                Element("Assign", ("property", "weight"), ("value", "weight")))));

    /// <summary>The edges, one for each input that they feed.</summary>
    /// <param name="pathOf">Path of a node within the network.</param>
    public IEnumerable<XElement> Edges(Func<int, string> pathOf)
    {
        var number = 0;
        foreach (var one in nodes.Connections)
        {
            for (var term = 0; term < nodes.Terms.Length; term++)
            {
                yield return Element("Component", ("id", FormattableString.Invariant($"edge{number++}")), ("type", EdgeType), ("from", pathOf(one.Source)), ("to", pathOf(one.Target)),
                    ("weight", PythonNumber.Print(one.Weight)), ("source", SourceId), ("coupling", ListOf(term)));
            }
        }
    }

    private static string TypeOf(int term) => $"Coupling{Suffix(term)}";

    private static string ListOf(int term) => $"coupling{Suffix(term)}";

    private static string Suffix(int term) => term == 0 ? string.Empty : FormattableString.Invariant($"{term}");

    // What the original calls global_coupling is the parameter a of a coupling; one without a has a factor of 1.
    private static IEnumerable<(string Name, double Value)> ParametersOf(CouplingTerm term)
    {
        var own = term.Coupling.Source.Parameters;
        if (own.All(static one => one.Name is not (GlobalCoupling or "a")))
            yield return (GlobalCoupling, 1);
        foreach (var one in own)
            yield return (Exported(term, one.Name), one.Value!.Value);
    }

    private static string Exported(CouplingTerm term, string parameter) => parameter == "a" && HasGlobalFactor(term) ? GlobalCoupling : parameter;

    private static bool HasGlobalFactor(CouplingTerm term) => term.Coupling.Source.Parameters.Any(static one => one.Name == "a") && term.Coupling.Source.Parameters.All(static one => one.Name != GlobalCoupling);

    private XElement Source()
    {
        var shown = nodes.Terms.SelectMany(static one => one.Incoming).Distinct().ToList();
        return new XElement("ComponentType", new XAttribute("name", SourceType),
            Weight(),
            shown.Select(static one => Element("Exposure", ("name", $"{one}_j"), ("dimension", "none"))),
            shown.Select(static one => Element("Requirement", ("name", one), ("dimension", "none"))),
            new XElement("Dynamics", shown.Select(static one => Element("DerivedVariable", ("name", $"{one}_j"), ("dimension", "none"), ("exposure", $"{one}_j"), ("value", one)))));
    }

    private static XElement Weight() => Element("Property", ("name", "weight"), ("dimension", "none"), ("defaultValue", "1"));

    private XElement Edge(CouplingTerm term, int place)
    {
        var parameters = ParametersOf(term).Select(static one => one.Name).ToList();
        var equations = new LemsEquations(new HashSet<string>([.. parameters, "a", "pre", "gx", "weight", .. term.Incoming, .. term.Local]), diagnostics);
        var pre = equations.Value(term.Pre, "pre", term.Coupling.Source.Span);
        var factor = parameters.Contains(GlobalCoupling) && !HasGlobalFactor(term) && term.Coupling.Source.Parameters.All(static one => one.Name != GlobalCoupling) ? $"{GlobalCoupling}*weight" : "weight";
        var used = FreeNames.Of(term.Pre).ToHashSet();
        return new XElement("ComponentType", new XAttribute("name", TypeOf(place)),
            Weight(),
            parameters.Select(static one => Element("Parameter", ("name", one), ("dimension", "none"))),
            HasGlobalFactor(term) ? Element("DerivedParameter", ("name", "a"), ("dimension", "none"), ("value", GlobalCoupling)) : null,
            Element("Exposure", ("name", "gx"), ("dimension", "none")),
            term.Local.Select(static one => Element("Requirement", ("name", one), ("dimension", "none"))),
            Element("InstanceRequirement", ("name", "peer"), ("type", SourceType)),
            new XElement("Dynamics",
                term.Incoming.Select(static one => Element("DerivedVariable", ("name", $"{one}_j"), ("dimension", "none"), ("select", $"peer/{one}_j"))),
                term.Local.Where(one => used.Contains($"{one}_i")).Select(static one => Element("DerivedVariable", ("name", $"{one}_i"), ("dimension", "none"), ("value", one))),
                equations.Variables.Select(DynamicsDocument.Variable),
                Element("DerivedVariable", ("name", "pre"), ("dimension", "none"), ("value", pre)),
                Element("DerivedVariable", ("name", "gx"), ("dimension", "none"), ("exposure", "gx"), ("value", $"{factor}*pre"))));
    }

    private void AddToNode(CouplingTerm term, int place, ISet<string> taken)
    {
        var sum = Fresh($"gx{Suffix(place)}", taken);
        var post = Fresh($"post{Suffix(place)}", taken);
        sums.Add(Element("DerivedVariable", ("name", sum), ("dimension", "none"), ("select", $"{ListOf(place)}[*]/gx"), ("reduce", "add")));
        var equations = new LemsEquations(taken, diagnostics);
        var span = term.Coupling.Source.Span;
        var names = new Dictionary<string, Expression> { [ParsedCoupling.Sum] = new Name(sum) };
        foreach (var state in term.Local)
            names[$"{state}_i"] = new Name(state);
        foreach (var parameter in term.Coupling.Source.Parameters.Where(one => FreeNames.Of(term.Post).Contains(one.Name)))
        {
            var name = Exported(term, parameter.Name);
            name = name == GlobalCoupling ? name : $"coupling_{name}";
            if (!nodeParameters.ContainsKey(name))
            {
                name = Fresh(name, taken);
                nodeParameters.Add(name, parameter.Value!.Value);
            }

            names[parameter.Name] = new Name(name);
        }

        var value = equations.Value(Substitution.Apply(term.Post, names), post, span);
        nodeVariables.AddRange(equations.Variables);
        nodeVariables.Add(new LemsVariable(post, value, []));
        nodeVariables.Add(new LemsVariable(term.Input, post, []));
    }

    private static string Fresh(string name, ISet<string> taken)
    {
        while (!taken.Add(name))
            name += "_";
        return name;
    }
}
