using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Loops over instances, and collections of pairs of them: gathered, filtered, included one by one, and connected.</summary>
internal sealed partial class StructureRunner
{
    private Dictionary<(InstanceReference Owner, string Name), List<InstancePair>> PairSets => field ??= [];

    private void Repeat(Frame frame, ForEach each)
    {
        if (each.Instances is not { } path || sets.At(frame.Self, path.Text, each.Span) is not { } members)
            return;
        var loops = frame.Loops ??= [];
        foreach (var instance in members)
        {
            frame.Names[each.As ?? "this"] = instance;
            loops.Add(instance);
            Execute(frame, each.Body);
            loops.RemoveAt(loops.Count - 1);
        }
    }

    private void Carry(Frame frame, Apply apply)
    {
        foreach (var member in sets.At(frame.Self, apply.Components, apply.Span) ?? [])
        {
            var inner = new Frame(member, frame.Speaker) { Names = new(frame.Names) { ["this"] = member }, Loops = frame.Loops };
            Execute(inner, apply.Body);
            frame.LeavesInstance |= inner.LeavesInstance;
            frame.Differs |= inner.Differs;
        }
    }

    private void FormPairs(Frame frame, GatherPairs gather)
    {
        if (Pairs(frame, gather.Collection, gather.Span) is not { } pairs
            || sets.At(frame.Self, gather.PFrom, gather.Span) is not { } first || sets.At(frame.Self, gather.QFrom, gather.Span) is not { } second
            || Filters(frame, gather.Body) is not { } filters)
        {
            return;
        }

        pairs.Clear();
        foreach (var p in first)
        {
            foreach (var q in second)
            {
                var pair = new InstancePair(p, q);
                if (filters.TrueForAll(filter => Holds(frame, filter, pair)))
                    pairs.Add(pair);
            }
        }
    }

    private void AddPair(Frame frame, IncludePair include)
    {
        if (frame.Loops is not { Count: >= 2 } loops)
        {
            if (reported.Add(include.Span.ToString()))
                diagnostics.Error("NG1420", "<IncludePair> stands inside fewer than two ForEach, so there is no pair.", include.Span, "Put it inside a ForEach over the first ends that holds one over the second ends.");
            return;
        }

        Pairs(frame, include.Collection, include.Span)?.Add(new InstancePair(loops[^2], loops[^1]));
    }

    private void ConnectPairs(Frame frame, PairsEventConnection connection)
    {
        if (Pairs(frame, connection.Pairs, connection.Span) is not { } pairs || Filters(frame, connection.Body) is not { } filters)
            return;
        foreach (var pair in pairs)
        {
            if (filters.TrueForAll(filter => Holds(frame, filter, pair)))
                Connect(frame, new Connection(pair.P, pair.Q, connection));
        }
    }

    /// <summary>The collection of pairs called <paramref name="name"/> of the instance at work; null, with an error, when its type has none.</summary>
    private List<InstancePair>? Pairs(Frame frame, string name, SourceSpan span)
    {
        var type = frame.Self.Part.Component.Type;
        if (!type.PairCollections.Any(collection => collection.Name == name))
        {
            if (reported.Add($"{span} {type.Name}"))
                diagnostics.Error("NG1409", $"{type.Name} has no collection of pairs “{name}”.", span, $"Add <PairCollection name=\"{name}\"/>.");
            return null;
        }

        if (!PairSets.TryGetValue((frame.Self, name), out var pairs))
            PairSets[(frame.Self, name)] = pairs = [];
        return pairs;
    }

    /// <summary>The conditions that the pair filters in <paramref name="body"/> state; null after an error.</summary>
    private List<SelectionPredicate>? Filters(Frame frame, IEnumerable<BuildElement> body)
    {
        var filters = new List<SelectionPredicate>();
        foreach (var element in body)
        {
            if (element is not PairFilter filter)
            {
                Refuse(frame, element);
                return null;
            }

            if (sets.Read(filter.Select, filter.Span) is not { } selection)
                return null;
            if (selection is not PathSelection { Steps: [{ Predicates: var predicates }] } || predicates.Any(predicate => predicate.Condition is null))
            {
                if (reported.Add(filter.Span.ToString()))
                    diagnostics.Error("NG1407", $"“{filter.Select}” is no condition on pairs.", filter.Span, "Write x[condition]; p: stands before the names of the first end, q: before those of the second.");
                return null;
            }

            filters.AddRange(predicates);
        }

        return filters;
    }

    private bool Holds(Frame frame, SelectionPredicate filter, InstancePair pair)
    {
        return values.Evaluate(filter.Condition!, filter.Span, Describe(frame.Self.Part), Value) is { } value && value != 0;

        double? Value(string name) => name.Split(SelectionParser.Colon) switch
        {
            ["p", var ofFirst] => BuildValues.Of(pair.P, InstanceSets.Meaning(frame.Self, ofFirst)),
            ["q", var ofSecond] => BuildValues.Of(pair.Q, InstanceSets.Meaning(frame.Self, ofSecond)),
            _ => Look(frame, name),
        };
    }
}

/// <summary>Two instances: <c>p</c> and <c>q</c> of a pair filter, the source and the target of a connection.</summary>
internal readonly record struct InstancePair(InstanceReference P, InstanceReference Q);
