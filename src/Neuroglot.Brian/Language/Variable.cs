using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>To whom a variable belongs, seen from the code of a group.</summary>
public enum VariableOwner
{
    /// <summary>To the group itself.</summary>
    Group,

    /// <summary>To the neuron before the synapse.</summary>
    Presynaptic,

    /// <summary>To the neuron behind the synapse.</summary>
    Postsynaptic,

    /// <summary>To the clock: <c>t</c>, <c>dt</c>.</summary>
    Clock,

    /// <summary>To nobody: it is a white noise, <c>xi</c>.</summary>
    Noise,

    /// <summary>To the code in which it is assigned.</summary>
    Local,
}

/// <summary>A variable that the code of a group can use.</summary>
/// <param name="Name">Its name at its owner: <c>v</c> for what synapses call <c>v_post</c>.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Type">What kind of values it has.</param>
/// <param name="Owner">To whom it belongs.</param>
/// <param name="IsWritable">Whether code can assign to it.</param>
/// <param name="Equation">The equation that defines it; null for what every group has.</param>
public sealed record Variable(
    string Name, Dimension Dimension, VariableType Type, VariableOwner Owner = VariableOwner.Group, bool IsWritable = false, Equation? Equation = null);
