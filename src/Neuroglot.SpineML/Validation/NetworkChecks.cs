using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>Looks at a network: names, classes, ports, properties, connections.</summary>
internal sealed class NetworkChecks
{
    private readonly LoadedNetwork network;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<string, ComponentInstance> instances = new(StringComparer.Ordinal);
    private readonly PortEnd ports;
    private readonly ListChecks lists;

    private NetworkChecks(LoadedNetwork network, DiagnosticBag diagnostics)
    {
        this.network = network;
        this.diagnostics = diagnostics;
        ports = new PortEnd(network, diagnostics);
        lists = new ListChecks(network.Folder, diagnostics);
    }

    public static void Check(LoadedNetwork network, DiagnosticBag diagnostics)
    {
        var checks = new NetworkChecks(network, diagnostics);
        checks.Names();
        foreach (var instance in network.Document.Instances)
            checks.CheckInstance(instance);
        foreach (var population in network.Document.Populations)
        {
            foreach (var projection in population.Projections)
                checks.CheckProjection(population, projection);
        }
    }

    private void Names()
    {
        foreach (var instance in network.Document.Instances)
        {
            if (instance.Name.Length > 0 && !instances.TryAdd(instance.Name, instance))
            {
                diagnostics.Error(ModelCodes.RepeatedInstances,
                    $"Two sets of instances are called `{instance.Name}`; the other is in line {instances[instance.Name].Span.Line}.", instance.Span, "Inputs and outputs address sets by name: rename one of the two.");
            }
        }
    }

    private void CheckInstance(ComponentInstance instance)
    {
        if (network.ClassOf(instance) is { } definition)
        {
            CheckKind(instance, definition);
            CheckProperties(instance, definition, instance.Properties, diagnostics);
            CheckUnset(instance, definition);
        }

        foreach (var property in instance.Properties)
            lists.Check(property, network.SizeOf(instance));
        foreach (var input in instance.Inputs)
            CheckInput(instance, input);
    }

    private void CheckKind(ComponentInstance instance, ComponentClass definition)
    {
        var wanted = instance switch { Neuron => "neuron_body", WeightUpdate => "weight_update", PostSynapse => "postsynapse", _ => null };
        if (wanted is not null && definition.Kind is { } kind && kind != wanted && kind != "generic_component")
        {
            diagnostics.Warning(ModelCodes.WrongKind, $"{instance.ElementName} `{instance.Name}` is made of {definition.Name}, which is a {kind}, not a {wanted}.", instance.Span,
                "Name another component, or correct the type of that one.");
        }
    }

    /// <summary>Reports properties that <paramref name="definition"/> does not have.</summary>
    public static void CheckProperties(ComponentInstance instance, ComponentClass definition, ImmutableArray<Property> properties, DiagnosticBag diagnostics)
    {
        var known = definition.Parameters.Select(static one => one.Name).Concat(definition.StateVariables.Select(static one => one.Name)).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            if (!known.Contains(property.Name))
            {
                diagnostics.Warning(ModelCodes.UnknownProperty, $"{definition.Name}, of which `{instance.Name}` is made, has no parameter or state variable `{property.Name}`; the property is not used.",
                    property.Span, NearNames.Hint(property.Name, known));
            }
            else if (!seen.Add(property.Name))
            {
                diagnostics.Warning(ModelCodes.UnknownProperty, $"The property `{property.Name}` of `{instance.Name}` is there twice; the last counts.", property.Span);
            }

            ComponentChecks.Unit(property.Name, property.Dimension, property.Span, diagnostics);
        }
    }

    private void CheckUnset(ComponentInstance instance, ComponentClass definition)
    {
        var set = instance.Properties.Select(static one => one.Name).ToHashSet(StringComparer.Ordinal);
        var unset = definition.Parameters.Select(static one => one.Name).Concat(definition.StateVariables.Select(static one => one.Name)).Where(name => !set.Contains(name)).ToList();
        if (unset.Count > 0)
            diagnostics.Note(ModelCodes.UnsetProperties, $"No property of `{instance.Name}` gives {string.Join(", ", unset.Select(static name => $"`{name}`"))} a value, hence 0.", instance.Span);
    }

    private void CheckInput(ComponentInstance target, GenericInput input)
    {
        if (!instances.TryGetValue(input.Source, out var source))
        {
            diagnostics.Error(ModelCodes.UnknownInstances, $"There is no set of instances `{input.Source}`.", input.Span, NearNames.Hint(input.Source, instances.Keys));
            return;
        }

        ports.Fit(source, input.SourcePort, target, input.TargetPort, input.Span);
        CheckConnection(input.Connection ?? new OneToOneConnection(null, input.Span), network.SizeOf(source), network.SizeOf(target), LayoutOf(source), LayoutOf(target));
    }

    private void CheckProjection(Population population, Projection projection)
    {
        if (instances.GetValueOrDefault(projection.TargetPopulation) is not Neuron target)
        {
            diagnostics.Error(ModelCodes.UnknownInstances, $"There is no population `{projection.TargetPopulation}`, to which a projection of `{population.Neuron.Name}` leads.", projection.Span,
                NearNames.Hint(projection.TargetPopulation, network.Document.Populations.Select(static one => one.Neuron.Name)));
            return;
        }

        foreach (var synapse in projection.Synapses)
        {
            var (update, post) = (synapse.WeightUpdate, synapse.PostSynapse);
            ports.Fit(population.Neuron, update.InputSourcePort, update, update.InputTargetPort, update.Span);
            ports.Fit(update, post.InputSourcePort, post, post.InputTargetPort, post.Span);
            ports.Fit(post, post.OutputSourcePort, target, post.OutputTargetPort, post.Span);
            if (update is { FeedbackSourcePort: { } source, FeedbackTargetPort: { } end })
                ports.Fit(target, source, update, end, update.Span);
            else if (update.FeedbackSourcePort is not null || update.FeedbackTargetPort is not null)
                diagnostics.Error(ModelCodes.UnknownPort, $"`{update.Name}` names only one of the two ports of its feedback.", update.Span, "Write both feedback_src_port and feedback_dst_port.");
            CheckConnection(synapse.Connection, population.Neuron.Size, target.Size, population.Layout, LayoutOf(target));
        }
    }

    private void CheckConnection(Connection connection, int? sources, int? targets, Layout? sourceLayout, Layout? targetLayout)
    {
        lists.CheckDelay(connection.Delay);
        switch (connection)
        {
            case OneToOneConnection when sources is not null && targets is not null && sources != targets:
                diagnostics.Error(ModelCodes.SizesDiffer, $"One to one is not possible between {sources} and {targets} instances.", connection.Span, "Name the connections in a list, or connect all to all.");
                break;
            case ConnectionList list:
                lists.Check(list, sources, targets);
                break;
            case DistanceBasedConnection when !IsThere(sourceLayout) || !IsThere(targetLayout):
                diagnostics.Error(ModelCodes.MissingLayout, "A DistanceBasedConnection needs a Layout, and its file, at both ends.", connection.Span);
                break;
            default:
                break;
        }
    }

    private bool IsThere(Layout? layout) => layout is not null && network.Layouts.ContainsKey(layout.Url);

    private Layout? LayoutOf(ComponentInstance instance) =>
        instance is Group group ? group.Layout : network.Document.Populations.FirstOrDefault(population => ReferenceEquals(population.Neuron, instance))?.Layout;
}
