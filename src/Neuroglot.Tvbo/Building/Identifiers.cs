namespace Neuroglot.Tvbo.Building;

/// <summary>Names for files and components made of titles that people wrote.</summary>
public static class Identifiers
{
    /// <summary>The name with an underscore for whatever is no letter, digit or underscore, and one in front of a digit: <c>2D model-x</c> is <c>_2D_model_x</c>; <c>id0</c> for none.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var safe = string.Concat(name.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_'));
        return safe.Length == 0 ? "id0" : char.IsAsciiDigit(safe[0]) ? $"_{safe}" : safe;
    }
}
