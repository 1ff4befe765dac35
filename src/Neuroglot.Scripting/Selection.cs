using System.Diagnostics.CodeAnalysis;

namespace Neuroglot.Scripting;

/// <summary>Some neurons: a number, a range <c>2..5</c> or <c>..</c>, or numbers.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are there for arguments.")]
public sealed class Selection
{
    private readonly Range? range;
    private readonly int[] numbers = [];

    private Selection(Range range) => this.range = range;

    private Selection(int[] numbers) => this.numbers = numbers;

    /// <summary>One neuron.</summary>
    public static implicit operator Selection(int number) => new([number]);

    /// <summary>Neurons that follow each other.</summary>
    public static implicit operator Selection(Range range) => new(range);

    /// <summary>Neurons of these numbers.</summary>
    public static implicit operator Selection(int[] numbers) => new(numbers);

    /// <summary>For each neuron of a group whether it is selected.</summary>
    internal bool[] Mask(int count, string owner)
    {
        var mask = new bool[count];
        if (range is { } selected)
        {
            var (start, length) = selected.GetOffsetAndLength(count);
            Array.Fill(mask, true, start, length);
        }

        foreach (var number in numbers)
            mask[number >= 0 && number < count ? number : throw new ModelException($"{owner} has no neuron {number} at this end; there are {count}.")] = true;
        return mask;
    }
}
