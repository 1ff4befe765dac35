using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Lems.Elaboration;

/// <summary>What the names in the expressions of a part stand for.</summary>
internal sealed partial class ClassFlattener
{
    /// <summary>The name in the flattened class of <paramref name="name"/> of <paramref name="part"/>: a variable, or what is exposed under that name; null when there is none.</summary>
    public static string? VariableOf(PartNode part, string name)
    {
        var local = Local(part.Component.Type, name);
        return local is null ? null : PartNode.Join(part.Path, local);
    }

    private static string? Local(ResolvedType type, string name)
    {
        if (type.ExposedBy(name) is { } exposed)
            return exposed;
        var dynamics = type.Dynamics;
        if (dynamics is not null && (dynamics.StateVariables.Any(one => one.Name == name) || dynamics.DerivedVariables.Any(one => one.Name == name)
            || dynamics.ConditionalDerivedVariables.Any(one => one.Name == name)
            || dynamics.Regimes.Any(regime => regime.StateVariables.Any(one => one.Name == name) || regime.DerivedVariables.Any(one => one.Name == name))))
        {
            return name;
        }

        return type.Properties.Any(one => one.Name == name) ? name : null;
    }

    private Expression Resolve(PartNode part, string name, SourceSpan span)
    {
        if (Find(part, name) is { } found)
            return found;
        if (name == "t")
            return new Name("t");
        if (FromAncestors(part, name) is { } inherited)
            return inherited;
        diagnostics.Error(
            "NG1411",
            $"{part.Component.Type.Name} {part.Component.Id ?? part.Name} needs '{name}', which neither it nor anything that contains it provides.",
            span,
            $"Is {part.Component.Id ?? part.Name} used inside of a component that exposes {name}?");
        return new Number(0);
    }

    private Expression? FromAncestors(PartNode part, string name)
    {
        for (var owner = part.Parent; owner is not null; owner = owner.Parent)
        {
            if ((owner.Group == group ? Find(owner, name) : Outside(part, owner, name)) is { } found)
                return found;
        }

        return null;
    }

    // The reference copies what a part requires when the part is advanced, and a child that requires the same finds the copy of its parent
    // of the step before: each level adds a step. So a requirement is an alias of its part, unless it is a constant.
    private Expression? Required(PartNode part, string name)
    {
        if (part.Component.Type.Requirements.FirstOrDefault(one => one.Name == name) is not { } requirement)
            return null;
        var full = PartNode.Join(part.Path, name);
        if (required.TryGetValue(full, out var known))
            return known;
        var value = FromAncestors(part, name);
        if (value is Name source && !parameters.ContainsKey(source.Identifier))
        {
            aliases.Add(new Alias(full, DimensionCalled(requirement.Dimension), value, indices[part]) { Span = requirement.Span });
            value = new Name(full);
        }

        return required[full] = value;
    }

    /// <summary>A name of the part itself.</summary>
    private Expression? Find(PartNode part, string name)
    {
        var component = part.Component;
        var type = component.Type;
        if (type.ExposedBy(name) is { } exposed && IsVariable(type, exposed))
            return new Name(PartNode.Join(part.Path, exposed));
        if (IsVariable(type, name))
            return new Name(PartNode.Join(part.Path, name));
        if (Required(part, name) is { } copy)
            return copy;
        var full = PartNode.Join(part.Path, name);
        if (group.Shared.TryGetValue(full, out var shared))
            return AddParameter(full, shared, component.Quantity(name)?.Dimension ?? Dimension.None, component.Span);
        if (type.Properties.FirstOrDefault(property => property.Name == name) is { } own)
            return AddParameter(full, component.TryValue(name, out var property) ? property : 0, DimensionCalled(own.Dimension), own.Span);
        if (group.Properties.ContainsKey(full))
            return AddParameter(full, component.TryValue(name, out var usual) ? usual : 0, component.Quantity(name)?.Dimension ?? Dimension.None, component.Span);
        if (type.ConstantValues.TryGetValue(name, out var constant))
            return new Number(constant.Value);
        if (component.Quantity(name) is { } quantity)
            return AddParameter(full, quantity.Value, quantity.Dimension, component.Span);
        return part.Parent is null || part.Parent.Group != group
            ? model.Constants.TryGetValue(name, out var global) && !Provided(part, name) ? new Number(global.Value) : null
            : null;
    }

    private static bool Provided(PartNode part, string name)
    {
        for (var owner = part.Parent; owner is not null; owner = owner.Parent)
        {
            if (Local(owner.Component.Type, name) is not null || owner.Component.TryValue(name, out _))
                return true;
        }

        return false;
    }

    private static bool IsVariable(ResolvedType type, string name) => type.Dynamics is { } dynamics
        && (dynamics.StateVariables.Any(one => one.Name == name)
            || dynamics.DerivedVariables.Any(one => one.Name == name)
            || dynamics.ConditionalDerivedVariables.Any(one => one.Name == name)
            || dynamics.Regimes.Any(regime => regime.StateVariables.Any(one => one.Name == name)
                || regime.DerivedVariables.Any(one => one.Name == name)
                || regime.ConditionalDerivedVariables.Any(one => one.Name == name)));

    private Name AddParameter(string name, double value, Dimension dimension, SourceSpan span)
    {
        parameters.TryAdd(name, new Parameter(name, dimension, value) { Span = span });
        return new Name(name);
    }

    /// <summary>A name of a part of another group, or of a container, that contains the instances.</summary>
    private Expression? Outside(PartNode part, PartNode owner, string name)
    {
        if (owner.Group is not null && VariableOf(owner, name) is { } variable)
        {
            var port = PartNode.Join(part.Path, "../" + name);
            if (ports.TryAdd(port, new AnalogReceivePort(port, DimensionOf(part, name), indices[part])))
                Sources.Add(new PortSource(port, PortSourceKind.Owner, owner, variable));
            return new Name(port);
        }

        return owner.Component.TryValue(name, out var value) ? new Number(value) : null;
    }
}
