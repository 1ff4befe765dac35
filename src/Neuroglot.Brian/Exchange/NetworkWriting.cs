using System.Collections.Immutable;
using System.Text.Json;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Brian.Exchange;

/// <summary>Writes networks, their objects and runs; what has its usual value is left out.</summary>
internal sealed class NetworkWriting(Utf8JsonWriter writer)
{
    private readonly ValueWriting values = new(writer);

    public void Write(BrianNetwork network)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Shape.Format);
        writer.WriteNumber("version", Shape.Version);
        writer.WriteString("name", network.Name);
        writer.WriteNumber("seed", network.Seed);
        values.Texts("schedule", network.Schedule);
        Write(network.Placements);
        if (network.Start is { } start)
            Write(start);
        writer.WriteStartArray("objects");
        foreach (var one in network.Objects)
            Write(one);
        writer.WriteEndArray();
        writer.WriteStartArray("runs");
        foreach (var run in network.Runs)
            Write(run);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Write(ImmutableSortedDictionary<string, Placement> placements)
    {
        if (placements.IsEmpty)
            return;
        writer.WriteStartArray("placements");
        foreach (var (part, placement) in placements)
        {
            writer.WriteStartObject();
            writer.WriteString("part", part);
            values.Text("when", placement.When);
            if (placement.Order is { } order)
                writer.WriteNumber("order", order);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Write(BrianStart start)
    {
        writer.WriteStartObject("start");
        writer.WriteNumber("time", start.Time);
        if (!start.Events.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("events");
            foreach (var events in start.Events)
            {
                writer.WriteStartObject();
                writer.WriteString("pathway", events.Pathway);
                values.Numbers("seconds", events.Seconds);
                values.Indices("connections", events.Connections);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void Write(BrianObject one)
    {
        writer.WriteStartObject();
        writer.WriteString("type", one.Kind);
        writer.WriteString("name", one.Name);
        if (one is SpikeSource source)
            writer.WriteNumber("count", source.Count);
        Content(one);
        if (one.Step is { } step)
            writer.WriteNumber("step", step);
        if (one.Order != 0)
            writer.WriteNumber("order", one.Order);
        writer.WriteEndObject();
    }

    private void Content(BrianObject one)
    {
        switch (one)
        {
            case NeuronGroup group:
                Neurons(group);
                break;
            case PoissonGroup group:
                values.Value("rates", group.Rates);
                values.Namespace(group.Namespace);
                break;
            case SpikeGeneratorGroup group:
                values.Indices("indices", group.Indices);
                values.Numbers("times", group.Times);
                if (group.Period != 0)
                    writer.WriteNumber("period", group.Period);
                break;
            case PoissonInput input:
                values.Range("target", input.Target);
                writer.WriteString("variable", input.Variable);
                writer.WriteNumber("sources", input.Sources);
                writer.WriteNumber("rate", input.Rate);
                writer.WriteString("weight", input.Weight);
                When(input.When, "synapses");
                values.Namespace(input.Namespace);
                break;
            case Synapses synapses:
                Synapses(synapses);
                break;
            case RunRegularly regularly:
                values.Range("group", regularly.Group);
                values.Lines("code", regularly.Code);
                When(regularly.When, "start");
                break;
            case RunOnEvent reaction:
                writer.WriteString("group", reaction.Group);
                writer.WriteString("event", reaction.Event);
                values.Lines("code", reaction.Code);
                When(reaction.When, "after_resets");
                break;
            case NetworkOperation operation:
                When(operation.When, "start");
                break;
            case StateMonitor monitor:
                values.Range("source", monitor.Source);
                writer.WriteStartArray("variables");
                foreach (var variable in monitor.Variables)
                    writer.WriteStringValue(variable);
                writer.WriteEndArray();
                values.Indices("record", monitor.Record);
                When(monitor.When, "start");
                break;
            case EventMonitor monitor:
                values.Range("source", monitor.Source);
                if (monitor.Event != "spike")
                    writer.WriteString("event", monitor.Event);
                values.Texts("variables", monitor.Variables);
                values.Indices("record", monitor.Record);
                When(monitor.When, null);
                break;
            case PopulationRateMonitor monitor:
                values.Range("source", monitor.Source);
                break;
            default:
                throw new ArgumentException($"There is no form for objects of the type {one.GetType().Name}.", nameof(one));
        }
    }

    private void Neurons(NeuronGroup group)
    {
        values.Equations(group.Equations);
        values.Text("threshold", group.Threshold);
        values.Lines("reset", group.Reset);
        values.Text("refractory", group.Refractory);
        if (!group.Events.IsEmpty)
        {
            writer.WriteStartObject("events");
            foreach (var (name, condition) in group.Events)
                writer.WriteString(name, condition);
            writer.WriteEndObject();
        }

        values.Text("method", group.Method);
        values.Namespace(group.Namespace);
        if (group.Cable is { } cable)
            Write(cable);
        if (group.Linked.IsEmpty)
            return;
        writer.WriteStartObject("linked");
        foreach (var (name, link) in group.Linked)
        {
            writer.WriteStartObject(name);
            values.Range("source", link.Source);
            writer.WriteString("variable", link.Variable);
            if (!link.Index.IsDefaultOrEmpty)
                values.Indices("index", link.Index);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void Write(Cable cable)
    {
        writer.WriteStartObject("cable");
        values.Indices("parents", cable.Parents[1..]);
        values.Indices("firsts", cable.Firsts);
        values.Texts("names", cable.Names);
        values.Numbers("length", cable.Length);
        values.Numbers("diameter", cable.Diameter);
        values.Numbers("area", cable.Area);
        values.Numbers("volume", cable.Volume);
        values.Numbers("distance", cable.Distance);
        values.Numbers("rLength1", cable.RLength1);
        values.Numbers("rLength2", cable.RLength2);
        if (cable.HasPlaces)
        {
            values.Numbers("x", cable.X);
            values.Numbers("y", cable.Y);
            values.Numbers("z", cable.Z);
        }

        values.Numbers("capacitance", cable.Capacitance);
        writer.WriteNumber("resistivity", cable.Resistivity);
        writer.WriteEndObject();
    }

    private void Synapses(Synapses synapses)
    {
        values.Range("source", synapses.Source);
        values.Range("target", synapses.Target);
        if (synapses.Equations.Count > 0)
            values.Equations(synapses.Equations);
        if (!synapses.Pathways.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("pathways");
            foreach (var pathway in synapses.Pathways)
                Write(pathway);
            writer.WriteEndArray();
        }

        values.Text("method", synapses.Method);
        values.Text("multisynapticIndex", synapses.MultisynapticIndex);
        values.Namespace(synapses.Namespace);
    }

    private void Write(SynapticPathway pathway)
    {
        writer.WriteStartObject();
        writer.WriteString("name", pathway.Name);
        writer.WriteString("on", pathway.IsPre ? "pre" : "post");
        values.Lines("code", pathway.Code);
        if (pathway.Event != "spike")
            writer.WriteString("event", pathway.Event);
        writer.WriteEndObject();
    }

    private void Write(BrianRun run)
    {
        writer.WriteStartObject();
        writer.WriteNumber("duration", run.Duration);
        writer.WriteNumber("step", run.Step);
        if (!run.Before.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("before");
            foreach (var action in run.Before)
                Write(action);
            writer.WriteEndArray();
        }

        values.Namespace(run.Namespace);
        writer.WriteEndObject();
    }

    private void Write(BrianAction action)
    {
        writer.WriteStartObject();
        switch (action)
        {
            case Initializer initializer:
                writer.WriteString("type", "Set");
                writer.WriteString("object", initializer.Object);
                writer.WriteString("variable", initializer.Variable);
                values.Value("value", initializer.Value);
                values.Text("condition", initializer.Condition);
                values.Indices("indices", initializer.Indices);
                values.Namespace(initializer.Namespace);
                break;
            case Connect connect:
                writer.WriteString("type", "Connect");
                writer.WriteString("synapses", connect.Synapses);
                values.Indices("i", connect.I);
                values.Indices("j", connect.J);
                values.Text("condition", connect.Condition);
                values.Text("targets", connect.Targets);
                values.Text("sources", connect.Sources);
                values.Text("probability", connect.Probability);
                values.Text("copies", connect.Copies);
                if (connect.SkipsInvalid)
                    writer.WriteBoolean("skipInvalid", true);
                values.Namespace(connect.Namespace);
                break;
            default:
                throw new ArgumentException($"There is no form for actions of the type {action.GetType().Name}.", nameof(action));
        }

        writer.WriteEndObject();
    }

    private void When(string? slot, string? usual)
    {
        if (slot is not null && slot != usual)
            writer.WriteString("when", slot);
    }
}
