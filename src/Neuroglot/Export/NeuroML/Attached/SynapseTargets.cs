using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>The variables of the neuron behind attached synapses that events change.</summary>
internal sealed class SynapseTargets
{
    private readonly SortedSet<string> all = new(StringComparer.Ordinal);
    private readonly SortedSet<string> replaced = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<string> All => all;

    /// <summary>Those of which an event leaves a part only, or nothing.</summary>
    public IReadOnlyCollection<string> Replaced => replaced;

    /// <summary>What a synapse calls what has arrived for a variable.</summary>
    public static string Pending(string variable) => variable + "_pending";

    /// <summary>What a synapse calls the part of a variable that events have left.</summary>
    public static string LeftPending(string variable) => AttachedSynapses.Left(variable) + "_pending";

    /// <summary>Why code cannot assign to a name.</summary>
    public static string WhyNoTarget(string name) => $"its code assigns to '{name}', which is no variable of the synapse or of the neurons that it connects, or is one of a neuron before it while others are for those behind and random numbers are drawn";

    /// <summary>
    /// What a statement adds to a variable, and what it multiplies it by before; that is null where it only adds. Null where the statement is not linear in the variable, or needs something of neurons
    /// that synapses do not see.
    /// </summary>
    public static (Expression? Left, Expression Added)? Split(Statement statement, GroupCode code, NeuronValues neurons)
    {
        var change = code.WrittenOut(SynapseForms.Difference(statement.Value, statement.Target));
        if (!FreeNames.Contains(change, statement.Target))
            return neurons.Unreadable(change, isInEachStep: false) is null ? (null, change) : null;
        if (!LinearForm.TryCreate(code.WrittenOut(statement.Value), new HashSet<string> { statement.Target }, out var form, out _)
            || neurons.Unreadable(form.Coefficient(statement.Target), isInEachStep: false) is not null || neurons.Unreadable(form.Constant, isInEachStep: false) is not null)
        {
            return null;
        }

        return (form.Coefficient(statement.Target), form.Constant);
    }

    /// <summary>Notes a variable that events change.</summary>
    public void Add(Variable target, GroupCode code)
    {
        all.Add(target.Name);
        code.Define(Pending(target.Name), target.Dimension);
    }

    /// <summary>Notes a variable of which events leave a part.</summary>
    public void Replace(Variable target, GroupCode code)
    {
        replaced.Add(target.Name);
        code.Define(LeftPending(target.Name), Dimension.None);
    }

    /// <summary>The part that is left of what is there, and what is added.</summary>
    public static Expression Sum(Expression part, Expression there, Expression added) =>
        part is Number { Value: 0 } ? added : new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Multiply, part, there), added);
}
