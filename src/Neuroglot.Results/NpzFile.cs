using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Results;

/// <summary>Reads zips of NumPy arrays with one dimension and little-endian elements.</summary>
public static class NpzFile
{
    // What one byte of a zip can become: whatever its heading says, no more room is taken beforehand.
    private const int MostInflated = 1032;

    /// <summary>The array of texts that says in which units the others are.</summary>
    internal const string Units = "units";

    /// <summary>All arrays of numbers in <paramref name="path"/>, as doubles; others are left out.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="diagnostics">Gets NG4020 when there is no such file, NG4021 when it is no zip.</param>
    public static IReadOnlyList<(string Name, ImmutableArray<double> Values)> ReadArrays(string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            return ReadNumbers(path, out _);
        }
        catch (InvalidDataException e)
        {
            diagnostics.Error("NG4021", $"'{path}' is no .npz file: {e.Message}", new SourceSpan(path, 0, 0));
            return [];
        }
        catch (Exception e) when (RowFile.IsFileError(e))
        {
            diagnostics.Error("NG4020", $"The file '{path}' cannot be read: {e.Message}", SourceSpan.None);
            return [];
        }
    }

    internal static ImmutableArray<Trace> ReadTraces(string path, DiagnosticBag diagnostics)
    {
        var arrays = ReadNumbers(path, out var texts);
        if (arrays.Find(static a => a.Name == "time") is not { Name: not null } time)
        {
            diagnostics.Error("NG4021", "The zip holds no array 'time'.", new SourceSpan(path, 0, 0));
            return [];
        }
        // Files of others have no units, and arrays that were taken out of a file or added to it are no longer those that it speaks of.
        var units = texts.GetValueOrDefault(Units, []) is var symbols && symbols.Length == arrays.Count ? symbols : [.. arrays.Select(static _ => "1")];
        return
        [
            .. arrays.Zip(units).Where(pair => pair.First.Name != "time" && pair.First.Values.Length == time.Values.Length).Select(pair =>
                new Trace(SIUnits.Find(pair.Second) is { Dimension.IsNone: false } unit ? new Column(pair.First.Name, unit) : new Column(pair.First.Name), time.Values, pair.First.Values)),
        ];
    }

    internal static ImmutableArray<SpikeTrain> ReadSpikes(string path, DiagnosticBag diagnostics)
    {
        var arrays = ReadNumbers(path, out var texts);
        var names = texts.GetValueOrDefault("populations", []);
        var time = arrays.Find(static a => a.Name == "time").Values;
        var population = arrays.Find(static a => a.Name == "population").Values;
        var index = arrays.Find(static a => a.Name == "index").Values;
        if (time.IsDefault || population.IsDefault || index.IsDefault || time.Length != population.Length || time.Length != index.Length)
        {
            diagnostics.Error("NG4021", "The zip does not hold the arrays 'time', 'population' and 'index', equally long.", new SourceSpan(path, 0, 0));
            return [];
        }
        // Millions of spikes are of thousands of neurons: each is named once, and its times are counted before there is room for them.
        var known = new Dictionary<(int Population, int Index), int>();
        var (sources, counts, trains) = (new List<EventSource>(), new List<int>(), new int[time.Length]);
        for (var i = 0; i < trains.Length; i++)
        {
            var key = ((int)population[i], (int)index[i]);
            if (!known.TryGetValue(key, out trains[i]))
            {
                known.Add(key, trains[i] = sources.Count);
                var place = key.Item1;
                sources.Add(new EventSource($"{index[i]}", place >= 0 && place < names.Length ? names[place] : $"{place}", key.Item2));
                counts.Add(0);
            }

            CollectionsMarshal.AsSpan(counts)[trains[i]]++;
        }

        var times = counts.ConvertAll(static count => new double[count]);
        var filled = new int[times.Count];
        for (var i = 0; i < trains.Length; i++)
            times[trains[i]][filled[trains[i]]++] = time[i];
        return [.. sources.Zip(times, static (source, found) => new SpikeTrain(source, ImmutableCollectionsMarshal.AsImmutableArray(found)))];
    }

    private static List<(string Name, ImmutableArray<double> Values)> ReadNumbers(string path, out Dictionary<string, ImmutableArray<string>> texts)
    {
        texts = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var arrays = new List<(string, ImmutableArray<double>)>();
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal))
                continue;
            using var stream = entry.Open();
            using var memory = new MemoryStream((int)Math.Clamp(Math.Min(entry.Length, entry.CompressedLength * MostInflated), 0, Array.MaxLength));
            stream.CopyTo(memory);
            var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
            var name = entry.FullName[..^4];
            if (Npy.TryRead(bytes) is not { } shape)
                continue;
            var data = bytes[shape.DataOffset..];
            if (shape.Descr.StartsWith("'<U", StringComparison.Ordinal) && int.TryParse(shape.Descr.AsSpan()[3..^1], out var width) && width > 0 && data.Length == 4L * width * shape.Length)
                texts[name] = Strings(data, 4 * width);
            else if (Numbers(data, shape) is { } values)
                arrays.Add((name, values));
        }
        return arrays;
    }

    private static ImmutableArray<double>? Numbers(ReadOnlySpan<byte> data, Npy.Shape shape) => shape.Descr switch
    {
        "'<f8'" when data.Length == 8 * shape.Length => [.. MemoryMarshal.Cast<byte, double>(data)],
        "'<f4'" when data.Length == 4 * shape.Length => Widen(MemoryMarshal.Cast<byte, float>(data)),
        "'<i8'" when data.Length == 8 * shape.Length => Widen(MemoryMarshal.Cast<byte, long>(data)),
        "'<i4'" when data.Length == 4 * shape.Length => Widen(MemoryMarshal.Cast<byte, int>(data)),
        _ => null,
    };

    private static ImmutableArray<double> Widen<T>(ReadOnlySpan<T> values)
        where T : struct, System.Numerics.INumber<T>
    {
        var wide = ImmutableArray.CreateBuilder<double>(values.Length);
        foreach (var value in values)
            wide.Add(double.CreateChecked(value));
        return wide.MoveToImmutable();
    }

    private static ImmutableArray<string> Strings(ReadOnlySpan<byte> data, int width)
    {
        var strings = ImmutableArray.CreateBuilder<string>();
        for (; data.Length >= width; data = data[width..])
            strings.Add(Encoding.UTF32.GetString(data[..width]).TrimEnd('\0'));
        return strings.ToImmutable();
    }
}
