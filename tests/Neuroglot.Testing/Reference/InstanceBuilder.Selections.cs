using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Testing.Reference;

/// <summary>Instances at the places of others, and pairs of them. Selections are a name with conditions in brackets, joined by <c>.or.</c> and <c>.minus.</c>.</summary>
internal sealed partial class InstanceBuilder
{
    private readonly Dictionary<(Instance Owner, string Name), List<(Instance P, Instance Q)>> pairs = [];
    private readonly Dictionary<Instance, Dictionary<string, double>> extra = [];

    private static IEnumerable<BuildElement> Chosen(Instance place, Choose choose) =>
        choose.Body.OfType<When>().FirstOrDefault(when => place.Behaviour.Formula(when.Test)(place.Variables) != 0)?.Body
        ?? choose.Body.OfType<Otherwise>().SelectMany(otherwise => otherwise.Body);

    private void InstantiateAll(Instance parent, IEnumerable<BuildElement> body)
    {
        foreach (var element in body)
            Instantiate(parent, element);
    }

    private void SetMade(Instance maker, Instance made, IEnumerable<Assign> assigns)
    {
        foreach (var assign in assigns)
        {
            var value = Value(assign.Value.Text, assign.Span, name => name == "index" ? made.Variables[made.Behaviour.Index] : maker.Component.Value(name));
            Give(made, assign.Property, value);
            if (assign.ExposeAs is { } text)
                Give(made, Stated(maker.Component, text)!, value);
        }
    }

    private void Give(Instance instance, string name, double value)
    {
        if (instance.Behaviour.TrySlot(name, out var slot))
            instance.Variables[slot] = value;
        if (!extra.TryGetValue(instance, out var values))
            extra.Add(instance, values = []);
        values[name] = value;
    }

    private void TakeOver(Instance place, Instance made)
    {
        Give(made, "index", place.Variables[place.Behaviour.Index]);
        foreach (var (name, value) in extra.GetValueOrDefault(place) ?? [])
            Give(made, name, value);
    }

    /// <summary>What the link or path parameter <paramref name="name"/> of an instance means.</summary>
    private List<Instance> Selected(Instance user, string name)
    {
        while (name.StartsWith("../", StringComparison.Ordinal))
            (user, name) = (user.Parent!, name[3..]);
        var words = Stated(user.Component, name)!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Members(user, words[0]);
        for (var i = 1; i < words.Length; i += 2)
        {
            var other = Members(user, words[i + 1]);
            found = words[i] == ".or." ? [.. found.Union(other)] : [.. found.Except(other)];
        }

        return found;
    }

    private List<Instance> Members(Instance user, string term)
    {
        var open = term.IndexOf('[', StringComparison.Ordinal);
        var id = open < 0 ? term : term[..open];
        var owner = user.Parent!.Lists.SelectMany(list => list.Items).First(item => item.Component.Id == id);
        var all = owner.Component.Type.Structure!.Body.OfType<Gather>().FirstOrDefault() is { } gather ? Selected(owner, gather.PathParameter) : owner.ListCalled(string.Empty);
        return open < 0 ? [.. all] : [.. all.Where(one => Value(term[(open + 1)..^1].Replace('_', ' '), SourceSpan.None, name => Value(one, name)) != 0)];
    }

    private void PairUp(Instance place, GatherPairs gather)
    {
        var found = pairs[(place, gather.Collection)] = [];
        var tests = gather.Body.OfType<PairFilter>().Select(filter => filter.Select[2..^1].Replace("p:", "p_", StringComparison.Ordinal).Replace("q:", "q_", StringComparison.Ordinal)).ToList();
        foreach (var p in Selected(place, gather.PFrom))
        {
            foreach (var q in Selected(place, gather.QFrom))
            {
                if (tests.TrueForAll(test => Value(test, gather.Span, name => Of(p, q, name)) != 0))
                    found.Add((p, q));
            }
        }

        double Of(Instance p, Instance q, string name)
        {
            var own = name[0] == 'p' ? p : q;
            return name.Length > 2 && name[1] == '_' ? Value(own, Stated(place.Component, name[2..]) ?? name[2..]) : place.Component.Value(name);
        }
    }

    private double Value(Instance instance, string name) =>
        name == "index" ? instance.Variables[instance.Behaviour.Index] : extra[instance][name];

    private double Value(string text, SourceSpan span, Func<string, double> lookup)
    {
        var names = new List<string>();
        var make = new FormulaMaker(
            name =>
            {
                names.Add(name);
                return names.Count - 1;
            },
            _ => null, random);
        var formula = make.Make(new LemsExpression(text, span).Tree!);
        return formula([.. names.Select(lookup)]);
    }
}
