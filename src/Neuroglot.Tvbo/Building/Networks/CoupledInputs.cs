using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Parameter = Neuroglot.Model.Components.Parameter;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>What couplings add to the class of the nodes that they reach or leave: their parameters, ports for sums, inputs as what becomes of the sums, and what nodes send.</summary>
internal sealed class CoupledInputs
{
    private readonly OrderedDictionary<string, Parameter> parameters = [];
    private readonly OrderedDictionary<string, Alias> sent = [];
    private readonly OrderedDictionary<string, (Expression Value, SourceSpan Span)> inputs = [];
    private readonly List<Port> ports = [];

    /// <summary>Parameters of the couplings.</summary>
    public IEnumerable<Parameter> Parameters => parameters.Values;

    /// <summary>Inputs, and what is sent.</summary>
    public IEnumerable<Alias> Aliases => inputs.Select(static pair => new Alias(pair.Key, Dimension.None, pair.Value.Value, 0) { Span = pair.Value.Span }).Concat(sent.Values);

    /// <summary>Where sums arrive.</summary>
    public IEnumerable<Port> Ports => ports;

    /// <summary>Whether a coupling feeds the input.</summary>
    public bool Feeds(string input) => inputs.ContainsKey(input);

    /// <summary>Adds a parameter of a coupling, once.</summary>
    public void Add(Parameter parameter) => parameters.TryAdd(parameter.Name, parameter);

    /// <summary>Adds a port for a sum and gives its name.</summary>
    public string AddPort(string coupling, string input)
    {
        var name = $"{coupling}.sum{ports.Count} of {input}";
        ports.Add(new AnalogReducePort(name, Dimension.None, Reduction.Sum, 0));
        return name;
    }

    /// <summary>Adds what becomes of a sum to an input; several add up.</summary>
    public void Feed(string input, Expression value, SourceSpan span) =>
        inputs[input] = (inputs.TryGetValue(input, out var before) ? new Binary(BinaryOperator.Add, before.Value, value) : value, span);

    /// <summary>The name of the variable that holds what nodes send: a state variable as it is, or a named expression.</summary>
    public string Send(string coupling, Expression value, SourceSpan span)
    {
        if (value is Name name)
            return name.Identifier;
        if (sent.FirstOrDefault(one => one.Value.Value.Equals(value)) is { Key: { } known })
            return known;
        var made = $"{coupling}.sent{sent.Count}";
        sent.Add(made, new Alias(made, Dimension.None, value, 0) { Span = span });
        return made;
    }
}
