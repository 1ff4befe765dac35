using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;

namespace Neuroglot.Testing.Reference;

/// <summary>
/// Makes instances of components and carries out their structures. An instance is made with its slots and listed children first; structures run
/// afterwards from the top downwards, those of what is attached at once.
/// </summary>
internal sealed partial class InstanceBuilder(LemsModel model, JavaSequence random, EventQueue queue, bool isTree)
{
    private readonly Dictionary<LemsComponent, Behaviour> behaviours = [];
    private readonly Dictionary<string, double> globals = model.Constants.ToDictionary(one => one.Key, one => one.Value.Value, StringComparer.Ordinal);

    public Instance BuildRoot(LemsComponent component)
    {
        var root = Make(component, isCopied: true);
        Build(root);
        return root;
    }

    private Instance Make(LemsComponent component, bool isCopied)
    {
        if (!behaviours.TryGetValue(component, out var behaviour))
            behaviours.Add(component, behaviour = new Behaviour(component, globals, random));
        var instance = new Instance(behaviour) { StartsTwice = isCopied, IsSimultaneous = !isTree && component.Type.Dynamics?.Simultaneous == true };
        foreach (var child in component.AllChildren)
        {
            if (component.Child(child.Place!) == child)
                Adopt(instance, child.Place!, Make(child, isCopied));
            else
                AddTo(instance, child.Place!, Make(child, isCopied));
        }

        foreach (var list in component.Type.AttachmentLists)
            instance.ListCalled(list.Name);
        foreach (var scheme in behaviour.Schemes)
            instance.Schemes.Add(new KineticSchemeState(scheme, instance.ListCalled(scheme.Nodes), instance.ListCalled(scheme.Edges)));
        return instance;
    }

    private static void Adopt(Instance parent, string name, Instance child)
    {
        child.Parent = parent;
        parent.Children.Add(child);
        parent.ByName[name] = child;
    }

    private static void AddTo(Instance parent, string list, Instance child)
    {
        child.Parent = parent;
        parent.ListCalled(list).Add(child);
    }

    private void Build(Instance instance)
    {
        if (!instance.IsBuilt)
        {
            if (instance.Component.Type.Structure is { } structure)
            {
                foreach (var element in structure.Body)
                    Instantiate(instance, element);
                var names = new Dictionary<string, Instance>(StringComparer.Ordinal);
                foreach (var element in structure.Body)
                    Connect(instance, element, names);
            }

            instance.IsBuilt = true;
        }

        foreach (var child in instance.Children.ToArray())
            Build(child);
        var attachments = instance.Component.Type.AttachmentLists;
        foreach (var (name, items) in instance.Lists.Where(list => !attachments.Any(a => a.Name == list.Name)).ToArray())
        {
            foreach (var item in items.ToArray())
                Build(item);
        }
    }

    private void Instantiate(Instance parent, BuildElement element)
    {
        switch (element)
        {
            case ChildInstance child:
                Adopt(parent, child.Component!, Make(Referred(parent.Component, child.Component!), parent.StartsTwice));
                break;
            case MultiInstantiate multi:
                var count = (int)parent.Component.Value(multi.Number);
                for (var i = 0; i < count; i++)
                {
                    var made = Make(Referred(parent.Component, multi.Component!), parent.StartsTwice);
                    made.Variables[made.Behaviour.Index] = i;
                    SetMade(parent, made, multi.Assigns);
                    AddTo(parent, string.Empty, made);
                }

                break;
            case CoInstantiate together:
                foreach (var place in Selected(parent, together.At!))
                {
                    var made = Make(Referred(parent.Component, together.Component!), parent.StartsTwice);
                    TakeOver(place, made);
                    AddTo(parent, string.Empty, made);
                }

                break;
            case If condition when parent.Behaviour.Formula(condition.Test)(parent.Variables) != 0:
                InstantiateAll(parent, condition.Body);
                break;
            case Choose choose:
                InstantiateAll(parent, Chosen(parent, choose));
                break;
            default:
                break;
        }
    }

    private void Connect(Instance place, BuildElement element, Dictionary<string, Instance> names)
    {
        switch (element)
        {
            case With with:
                names[with.As] = with.List is { } list
                    ? ListOf(place, Referred(place.Component, list).Id!)[(int)place.Component.Value(with.Index!)]
                    : InstanceAt(place, PathStated(place.Component, with.Instance!));
                ConnectAll(place, with.Body, names);
                break;
            case ForEach each:
                foreach (var one in ListOf(place, TextAt(place.Component, each.Instances!)))
                {
                    names[each.As!] = one;
                    ConnectAll(place, each.Body, names);
                }

                break;
            case If condition:
                if (place.Behaviour.Formula(condition.Test)(place.Variables) != 0)
                    ConnectAll(place, condition.Body, names);
                break;
            case Choose choose:
                ConnectAll(place, Chosen(place, choose), names);
                break;
            case Apply apply:
                foreach (var one in place.ListCalled(apply.Components))
                {
                    Build(one);
                    ConnectAll(one, apply.Body, names);
                }

                break;
            case GatherPairs gather:
                PairUp(place, gather);
                break;
            case PairsEventConnection connection:
                foreach (var (from, to) in pairs[(place, connection.Pairs)])
                    from.Out(null)!.Connect(to.In(null), 0, queue);
                break;
            case EventConnection connection:
                Connect(place, connection, names);
                break;
            case Tunnel tunnel:
                Connect(place, tunnel, names);
                break;
            case ChildInstance or MultiInstantiate or CoInstantiate or Gather or Assign:
                break;
            default:
                throw new NotSupportedException($"{element.GetType().Name} of {place.Component}");
        }
    }

    private void ConnectAll(Instance place, IEnumerable<BuildElement> elements, Dictionary<string, Instance> names)
    {
        foreach (var element in elements)
            Connect(place, element, names);
    }

    private void Connect(Instance place, EventConnection connection, Dictionary<string, Instance> names)
    {
        var from = names[connection.From];
        var to = names[connection.To];
        var delay = connection.Delay is { } expression ? place.Behaviour.Formula(expression)(place.Variables) : 0;
        var target = to;
        if (connection.Receiver is { } receiver)
        {
            target = Make(Referred(place.Component, receiver), place.StartsTwice);
            SetProperties(place, target, connection.Assigns);
        }

        from.Out(Stated(place.Component, connection.SourcePort))?.Connect(target.In(Stated(place.Component, connection.TargetPort)), delay, queue);
        if (target != to)
            Attach(to, Stated(place.Component, connection.ReceiverContainer), target);
    }

    private void Connect(Instance place, Tunnel tunnel, Dictionary<string, Instance> names)
    {
        var a = Make(Referred(place.Component, tunnel.ComponentA!), isCopied: false);
        var b = Make(Referred(place.Component, tunnel.ComponentB!), isCopied: false);
        SetProperties(place, a, tunnel.Assigns);
        SetProperties(place, b, tunnel.Assigns);
        Attach(names[tunnel.EndA], null, a);
        Attach(names[tunnel.EndB], null, b);
        a.ByName[tunnel.Name] = b;
        b.ByName[tunnel.Name] = a;
    }

    private static void SetProperties(Instance place, Instance target, IEnumerable<Assign> assigns)
    {
        foreach (var assign in assigns)
        {
            if (target.Behaviour.TrySlot(assign.Property, out var slot))
                target.Variables[slot] = place.Behaviour.Formula(assign.Value)(place.Variables);
        }
    }

    private void Attach(Instance target, string? list, Instance attachment)
    {
        list ??= target.Component.Type.AttachmentLists is [var only] ? only.Name
            : throw new NotSupportedException($"{target.Component} has no single list of attachments.");
        AddTo(target, list, attachment);
        Build(attachment);
    }

    /// <summary>The component behind a reference or slot; <c>../name</c> is that of the parent, and a bare name may be inherited from it.</summary>
    private static LemsComponent Referred(LemsComponent component, string name)
    {
        var owner = component;
        while (name.StartsWith("../", StringComparison.Ordinal))
        {
            name = name[3..];
            owner = owner.Parent!;
        }

        for (var one = owner; one is not null; one = one.Parent)
        {
            if ((one.Reference(name) ?? one.Child(name)) is { } found)
                return found;
        }

        throw new NotSupportedException($"{component} refers to nothing by “{name}”.");
    }

    /// <summary>The text of an attribute, declared by the type or not; null when there is none.</summary>
    private static string? Stated(LemsComponent component, string? attribute) => attribute is null ? null : component.Declaration[attribute];

    private static string PathStated(LemsComponent component, LemsPath path) =>
        path.Text is "this" or "parent" ? path.Text : Stated(component, path.Text) ?? throw new NotSupportedException($"{component} states no “{path.Text}”.");

    private static string TextAt(LemsComponent component, LemsPath path)
    {
        var owner = component;
        foreach (var step in path.Steps)
        {
            if (step.Kind == LemsPathStepKind.Parent)
                owner = owner.Parent!;
        }

        return Stated(owner, path.Last.Name)!;
    }

    private static Instance InstanceAt(Instance place, string path) => path switch
    {
        "this" => place,
        "parent" => place.Parent!,
        _ when path.StartsWith("this/", StringComparison.Ordinal) => InstancePath.Find(place, path[5..]),
        _ when path.StartsWith("./", StringComparison.Ordinal) => InstancePath.Find(place, path[2..]),
        _ => InstancePath.Find(place.Parent!, path),
    };

    /// <summary>The instances of the population <paramref name="id"/>, which is looked for around <paramref name="place"/>.</summary>
    private static List<Instance> ListOf(Instance place, string id)
    {
        for (var one = place.Parent; one is not null; one = one.Parent)
        {
            var population = one.Lists.SelectMany(list => list.Items).FirstOrDefault(item => item.Component.Id == id);
            if (population is not null)
            {
                var items = population.Lists.FirstOrDefault(list => list.Name.Length == 0).Items ?? population.Lists[^1].Items;
                return [.. items.Select(item => item.Component.Type.AttachmentLists.Length == 0 && item.Children.Count > 0 ? item.Children[^1] : item)];
            }
        }

        throw new NotSupportedException($"{place.Component}: there is no “{id}”.");
    }
}
