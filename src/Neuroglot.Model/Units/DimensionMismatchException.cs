namespace Neuroglot.Model.Units;

/// <summary>A program combined quantities of different dimensions. Mistakes in models are diagnostics instead.</summary>
public sealed class DimensionMismatchException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public DimensionMismatchException()
        : base("The dimensions differ.")
    {
    }

    /// <summary>Creates the exception with a message of its own.</summary>
    public DimensionMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    public DimensionMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for one operation, such as <c>add</c>.</summary>
    public DimensionMismatchException(string verb, Dimension left, Dimension right)
        : base($"Cannot {verb} quantities of dimension {left} and {right}.")
    {
    }
}
