using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Reading;

/// <summary>
/// Reads matrices from files beside a document, and from nowhere else: a document is data from others, and links are followed before the place is looked at. CSV is
/// rows of numbers between commas, semicolons, tabs or blanks, with lines that begin with # left out; .npy is NumPy's format 1.0 to 3.0 of little-endian real numbers.
/// </summary>
internal sealed partial class MatrixFiles(string? folder, DiagnosticBag diagnostics)
{
    private const long MaxBytes = 1L << 30;

    private static readonly char[] Separators = [',', ';', '\t', ' '];

    private readonly RealPaths paths = new();

    /// <summary>The matrix with its numbers; as it is where it is in the document, or, with an error, where its file cannot be read.</summary>
    public Matrix? Load(Matrix? matrix)
    {
        if (matrix?.File is not { } name || PathOf(name, matrix.Span) is not { } path)
            return matrix;
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                Wrong(matrix, $"The file “{name}” has more than a GB.");
                return matrix;
            }

            return path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? Npy(matrix, File.ReadAllBytes(path)) : Csv(matrix, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(ReadingCodes.MissingFile, $"The file “{name}” cannot be read: {problem.Message}", matrix.Span);
            return matrix;
        }
    }

    private string? PathOf(string name, SourceSpan span)
    {
        if (folder is null)
        {
            diagnostics.Error(ReadingCodes.OutsideFolder, $"“{name}” is a file, but the document has no folder.", span, "Read the document from a file.");
            return null;
        }

        try
        {
            var path = Path.GetFullPath(Path.Combine(folder, name));
            if (name.Length == 0 || name.Contains("://", StringComparison.Ordinal) || !RealPaths.IsBelow(paths.Of(path), paths.Of(Path.GetFullPath(folder))))
                diagnostics.Error(ReadingCodes.OutsideFolder, $"“{name}” lies outside of the document's folder and is not read.", span, "Copy the file beside the document.");
            else if (File.Exists(path))
                return path;
            else
                diagnostics.Error(ReadingCodes.MissingFile, $"There is no file “{name}” beside the document.", span, NearNames.Hint(name, Directory.EnumerateFiles(folder).Take(2000).Select(static one => Path.GetFileName(one))));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error(ReadingCodes.MissingFile, $"The file “{name}” cannot be looked for: {problem.Message}", span);
        }

        return null;
    }

    private Matrix Csv(Matrix matrix, string path)
    {
        var values = ImmutableArray.CreateBuilder<double>();
        var (rows, columns, lines) = (0, 0, 0);
        foreach (var line in File.ReadLines(path))
        {
            lines++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
                continue;
            var before = values.Count;
            foreach (var cell in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                {
                    diagnostics.Error(ReadingCodes.WrongMatrix, $"'{YamlSource.Short(cell)}' is no finite number.", new SourceSpan(path, lines, line.IndexOf(cell, StringComparison.Ordinal) + 1), "Numbers only; lines that begin with # are left out.");
                    return matrix;
                }

                values.Add(number);
            }

            columns = rows == 0 ? values.Count : columns;
            rows++;
            if (values.Count - before == columns)
                continue;
            diagnostics.Error(ReadingCodes.WrongMatrix, $"This row has {values.Count - before} numbers, the first has {columns}.", new SourceSpan(path, lines, 1));
            return matrix;
        }

        return matrix with { Rows = rows, Columns = columns, Values = values.ToImmutable() };
    }

    private Matrix Npy(Matrix matrix, byte[] bytes)
    {
        if (bytes.Length < 12 || bytes[0] != 0x93 || !bytes.AsSpan(1).StartsWith("NUMPY"u8))
            return Wrong(matrix, $"The file “{matrix.File}” is no .npy file.");
        var isLong = bytes[6] >= 2;
        var length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var start = (isLong ? 12L : 10) + length;
        if (start > bytes.Length)
            return Wrong(matrix, $"The file “{matrix.File}” ends within its header.");
        var header = System.Text.Encoding.Latin1.GetString(bytes.AsSpan(isLong ? 12 : 10, (int)length));
        var type = TypeOfNpy().Match(header).Groups[1].Value;
        var shape = ShapeOfNpy().Match(header);
        var size = type switch { "<f8" => 8, "<f4" or "<i4" => 4, "<i8" => 8, _ => 0 };
        if (size == 0 || !shape.Success || header.Contains("'fortran_order': True", StringComparison.Ordinal))
            return Wrong(matrix, $"The file “{matrix.File}” holds no matrix of real numbers, row by row.", "Save it with numpy.save(name, numpy.ascontiguousarray(matrix, dtype=float)).");
        if (!int.TryParse(shape.Groups[1].Value, out var rows) || !int.TryParse(shape.Groups[2].Value, out var columns) || (long)rows * columns * size != bytes.Length - start)
            return Wrong(matrix, $"The file “{matrix.File}” is not as long as its header says.");
        var values = new double[rows * columns];
        for (var index = 0; index < values.Length; index++)
        {
            var at = bytes.AsSpan((int)start + (index * size));
            values[index] = type switch
            {
                "<f8" => BinaryPrimitives.ReadDoubleLittleEndian(at),
                "<f4" => BinaryPrimitives.ReadSingleLittleEndian(at),
                "<i4" => BinaryPrimitives.ReadInt32LittleEndian(at),
                _ => BinaryPrimitives.ReadInt64LittleEndian(at),
            };
        }

        return Array.TrueForAll(values, double.IsFinite)
            ? matrix with { Rows = rows, Columns = columns, Values = [.. values] }
            : Wrong(matrix, $"The file “{matrix.File}” holds values that are no finite numbers.");
    }

    private Matrix Wrong(Matrix matrix, string message, string? hint = null)
    {
        diagnostics.Error(ReadingCodes.WrongMatrix, message, matrix.Span, hint);
        return matrix;
    }

    [GeneratedRegex("'descr':\\s*'([^']*)'")]
    private static partial Regex TypeOfNpy();

    [GeneratedRegex("'shape':\\s*\\((\\d{1,9}),\\s*(\\d{1,9}),?\\s*\\)")]
    private static partial Regex ShapeOfNpy();
}
