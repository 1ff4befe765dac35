namespace Neuroglot.Brian.Language;

/// <summary>How a statement changes its target.</summary>
public enum AssignmentOperator
{
    /// <summary><c>=</c>.</summary>
    Assign,

    /// <summary><c>+=</c>.</summary>
    Add,

    /// <summary><c>-=</c>.</summary>
    Subtract,

    /// <summary><c>*=</c>.</summary>
    Multiply,

    /// <summary><c>/=</c>.</summary>
    Divide,

    /// <summary><c>//=</c>.</summary>
    FloorDivide,

    /// <summary><c>%=</c>.</summary>
    Modulo,

    /// <summary><c>**=</c>.</summary>
    Power,
}
