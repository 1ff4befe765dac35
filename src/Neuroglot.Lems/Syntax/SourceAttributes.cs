using System.Collections;

namespace Neuroglot.Lems.Syntax;

/// <summary>The attributes of a <see cref="SourceElement"/> in the order of the file.</summary>
public readonly struct SourceAttributes : IReadOnlyList<SourceAttribute>
{
    private readonly SourceElement element;

    internal SourceAttributes(SourceElement element) => this.element = element;

    /// <summary>Number of attributes.</summary>
    public int Length => element.AttributeCount;

    int IReadOnlyCollection<SourceAttribute>.Count => Length;

    /// <summary>The attribute at <paramref name="index"/>.</summary>
    public SourceAttribute this[int index] => element.Attribute(index);

    /// <summary>Goes through them.</summary>
    public Enumerator GetEnumerator() => new(element);

    IEnumerator<SourceAttribute> IEnumerable<SourceAttribute>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the attributes of an element.</summary>
    public struct Enumerator : IEnumerator<SourceAttribute>
    {
        private readonly SourceElement element;
        private int index;

        internal Enumerator(SourceElement element)
        {
            this.element = element;
            index = -1;
        }

        /// <inheritdoc/>
        public readonly SourceAttribute Current => element.Attribute(index);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++index < element.AttributeCount;

        /// <inheritdoc/>
        public void Reset() => index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
