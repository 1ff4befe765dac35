namespace Neuroglot.Plotting.Figures;

/// <summary>Columns that belong together are equally long.</summary>
internal static class Lengths
{
    /// <summary>Refuses columns of different lengths.</summary>
    /// <exception cref="PlottingException">NG8020.</exception>
    public static void MustAgree(params ReadOnlySpan<(string Name, int Count)> columns)
    {
        foreach (var (name, count) in columns)
        {
            if (count != columns[0].Count)
                throw new PlottingException("NG8020", $"`{columns[0].Name}` has {columns[0].Count} values and `{name}` has {count}.", "give as many of each");
        }
    }
}
