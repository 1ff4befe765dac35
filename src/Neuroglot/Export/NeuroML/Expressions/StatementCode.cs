using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>Turns statements of Brian into assignments of LEMS, which are carried out one after the other, too.</summary>
internal static class StatementCode
{
    /// <summary>The assignments; names that only the code itself knows become state variables.</summary>
    /// <param name="text">The code.</param>
    /// <param name="place">What it is, for messages.</param>
    /// <param name="code">Names and expressions of the group.</param>
    /// <param name="draft">Gets the state variables.</param>
    /// <param name="export">The export.</param>
    /// <param name="time">What the time is called there.</param>
    /// <param name="members">The neurons whose code it is; null for all.</param>
    /// <param name="mask">Whether a variable may be written, 1 or 0, by its name; null for always.</param>
    public static ImmutableArray<XElement> Of(string text, string place, GroupCode code, CellDraft draft, NetworkExport export, TimeOfCode time = TimeOfCode.InStep, GroupPart? members = null, Func<string, Expression?>? mask = null)
    {
        var assignments = ImmutableArray.CreateBuilder<XElement>();
        foreach (var statement in StatementParser.Parse(text, $"{place} of {code.Names.GroupName}", export.Diagnostics))
        {
            var variable = code.Names.FindVariable(statement.Target);
            if (variable is { Equation: null } or { Owner: not VariableOwner.Group })
            {
                export.Refuse(GroupCode.Inexpressible, $"{place} of {code.Names.GroupName} assigns to '{statement.Target}', which an export keeps for itself.", "Use a variable of the equations.");
                continue;
            }

            if (variable?.Equation?.Has(EquationFlags.Linked) == true)
            {
                export.Refuse(GroupCode.Inexpressible, $"{place} of {code.Names.GroupName} assigns to '{statement.Target}', a variable of another group.", "Assign to it in its own group.");
                continue;
            }

            var value = members?.InNamesOfGroup(statement.Value) ?? statement.Value;
            if (variable?.Equation?.Has(EquationFlags.Shared) == true && !value.IsPure())
            {
                export.Refuse(
                    GroupCode.Inexpressible, $"{place} of {code.Names.GroupName} draws a random number for '{statement.Target}', which all neurons share; in LEMS each would draw its own.",
                    "Make it a variable of each neuron.");
            }

            var dimension = variable?.Dimension ?? code.DimensionOf(value) ?? Dimension.None;
            if (variable is not null)
                value = ValueTypes.Convert(value, ValueTypes.Of(value, other => code.Names.FindVariable(other)?.Type ?? VariableType.Real), variable.Type);
            if (members is not null && variable is not null && !variable.Equation!.Has(EquationFlags.Shared))
                value = members.Choose(value, new Name(statement.Target));
            if (variable is not null && mask?.Invoke(statement.Target) is { } may)
                value = new Piecewise([new Case(new Binary(BinaryOperator.Greater, may, new Number(0.5)), value)], new Name(statement.Target));
            var name = GroupCode.Safe(statement.Target);
            if (variable is null)
                Local(name, dimension, code, draft, export);
            assignments.Add(Xml.Assign(name, code.Value(value, dimension, place, latest: true, time, isKept: true)));
        }

        return assignments.ToImmutable();
    }

    /// <summary>What code makes of each variable that it sets, an expression of what they all were before; mistakes are told elsewhere.</summary>
    /// <param name="text">The code; null for none.</param>
    /// <param name="code">Names and expressions of the group.</param>
    public static Dictionary<string, Expression> Results(string? text, GroupCode code)
    {
        var values = new Dictionary<string, Expression>();
        foreach (var statement in text is null ? [] : StatementParser.Parse(text, code.Names.GroupName, new DiagnosticBag()))
            values[statement.Target] = Substitution.Apply(code.WrittenOut(statement.Value), values);
        return values;
    }

    private static void Local(string name, Dimension dimension, GroupCode code, CellDraft draft, NetworkExport export)
    {
        code.Define(name, dimension);
        if (!draft.States.Exists(state => state.Attribute("name")!.Value == name))
            draft.States.Add(Xml.StateVariable(name, export.Dimensions.NameOf(dimension)));
    }
}
