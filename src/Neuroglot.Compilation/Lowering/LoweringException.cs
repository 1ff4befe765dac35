using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Compilation.Lowering;

/// <summary>Something that the model asks for and that cannot be compiled; turned into a diagnostic by the planner.</summary>
internal sealed class LoweringException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Where it is asked for; none for the whole component.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>The regimes <paramref name="circle"/> enter each other, the last being the first again.</summary>
    public static LoweringException EndlessRegimes(ComponentClass component, IEnumerable<string> circle) =>
        new("NG2008", $"Regimes of component {component.Name} enter each other without end: {string.Join(" → ", circle)}.")
        {
            Hint = "Let an OnCondition in one of them decide when to go on, instead of its OnEntry.",
        };
}
