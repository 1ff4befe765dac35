namespace Neuroglot.Brian.Language;

/// <summary>The three forms of an equation.</summary>
public enum EquationKind
{
    /// <summary><c>dv/dt = -v/tau : volt</c>: a variable that is integrated.</summary>
    DifferentialEquation,

    /// <summary><c>I = g*(E - v) : amp</c>: a name for an expression.</summary>
    Subexpression,

    /// <summary><c>g : siemens</c>: a value for each neuron or synapse, set from outside.</summary>
    Parameter,
}
