using System.Globalization;

namespace Neuroglot.Export.Lems;

/// <summary>Numbers as Python prints them: <c>22.0</c>, <c>0.0025</c>, <c>1e-05</c>; reading one gives the same bits.</summary>
internal static class PythonNumber
{
    /// <summary>The number as text.</summary>
    public static string Print(double value)
    {
        var shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        // The least number of digits that reads back; Python and .NET agree on those, not on the layout.
        for (var digits = 0; digits <= 16; digits++)
        {
            shortest = Math.Abs(value).ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(shortest, CultureInfo.InvariantCulture) == Math.Abs(value))
                break;
        }

        var sign = double.IsNegative(value) ? "-" : string.Empty;
        var mantissa = shortest[..shortest.IndexOf('E', StringComparison.Ordinal)];
        var exponent = int.Parse(shortest[(mantissa.Length + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var all = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        if (value == 0)
            return sign + "0.0";
        if (exponent is < -4 or >= 16)
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{all}";
        return exponent >= all.Length - 1 ? $"{sign}{all}{new string('0', exponent - all.Length + 1)}.0" : $"{sign}{all[..(exponent + 1)]}.{all[(exponent + 1)..]}";
    }
}
