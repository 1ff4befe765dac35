using System.Globalization;

namespace Neuroglot.Testing.Reference;

/// <summary>Finds instances by the paths that models state: <c>pop[3]</c>, <c>../pop/0/cell</c>, <c>cell/synapses:syn:0</c>.</summary>
internal static class InstancePath
{
    public static Instance Find(Instance start, string path)
    {
        var found = start;
        foreach (var step in path.Replace("[", "/[", StringComparison.Ordinal).Split('/').Select(s => s.Trim()).Where(s => s.Length > 0))
            found = Step(found, step) ?? throw new NotSupportedException($"“{path}” leads nowhere: {found.Component} has no “{step}”.");
        return found;
    }

    /// <summary>The variable that a recorded quantity names.</summary>
    public static Variable Quantity(Instance root, string path)
    {
        var cut = path.LastIndexOf('/');
        var owner = cut < 0 ? root : Find(root, path[..cut]);
        return owner.Find(path[(cut + 1)..]) ?? throw new NotSupportedException($"“{path}” is not a quantity.");
    }

    private static Instance? Step(Instance at, string step)
    {
        if (step == "..")
            return at.Parent;
        if (step == ".")
            return at;
        if (step[0] == '[')
        {
            var index = int.Parse(step.AsSpan(1, step.Length - 2), CultureInfo.InvariantCulture);
            var list = at.Lists.Find(one => one.Name.Length == 0).Items ?? at.Lists.Find(one => one.Items.Count > index).Items;
            return list is not null && index < list.Count ? list[index] : null;
        }

        if (step.Split(':') is [var name, var id, var ordinal])
        {
            return at.Lists.Where(one => one.Name == name).SelectMany(one => one.Items).Where(one => one.Component.Id == id)
                .ElementAtOrDefault(int.Parse(ordinal, CultureInfo.InvariantCulture));
        }

        if (at.ByName.TryGetValue(step, out var child))
            return child;
        return at.Children.Find(one => one.Component.Id == step)
            ?? at.Lists.AsEnumerable().Reverse().SelectMany(one => one.Items).FirstOrDefault(one => one.Component.Id == step);
    }
}
