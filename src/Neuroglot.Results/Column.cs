using Neuroglot.Model.Units;

namespace Neuroglot.Results;

/// <summary>A recorded quantity: what it is called and in which unit people want to see it.</summary>
/// <param name="Name">The path, for example <c>cells[3]/v</c>.</param>
/// <param name="Unit">The unit for display; <see cref="Unit.None"/> for plain numbers.</param>
public sealed record Column(string Name, Unit Unit)
{
    /// <summary>A plain number.</summary>
    public Column(string name)
        : this(name, Unit.None)
    {
    }

    /// <summary>The heading, <c>name [unit]</c>.</summary>
    public string Heading => Unit == Unit.None ? Name : $"{Name} [{Unit.Symbol}]";
}
