namespace Neuroglot.Brian.Language;

/// <summary>What kind of values a variable has.</summary>
public enum VariableType
{
    /// <summary>Real numbers, with or without a dimension.</summary>
    Real,

    /// <summary>Whole numbers, declared with the unit <c>integer</c>.</summary>
    Integer,

    /// <summary>True or false, declared with the unit <c>boolean</c>.</summary>
    Boolean,
}
