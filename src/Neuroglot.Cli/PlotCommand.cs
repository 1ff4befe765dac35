using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Plots;
using Neuroglot.Plotting;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Cli;

/// <summary><c>neuroglot plot</c>.</summary>
internal static class PlotCommand
{
    private const double PointsPerInch = 72;
    private const double MillimetresPerInch = 25.4;

    private static readonly UnitTable Units = UnitTables.Tvbo.With(UnitTables.Brian.Units);

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "Results: .dat, .spikes, .csv, .npz, .jsonl, logs of SpineML (_logrep.xml), lists of connections, neurons as .swc or .nml; or a folder of these.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(UsageMistakes.RefuseOptions);
        var kind = Text("--kind", $"What is drawn: {string.Join("; ", PlotKinds.All.Select(static one => $"{one.Name}, {one.Purpose}"))}. What suits the files by default.", "KIND");
        var x = Text("--x", "The variable to the right, for --kind phase; time by default.", "NAME");
        var y = Several("--y", "Only these variables: v, or cells[0]/v; * and ? stand for letters.", "NAMES");
        var select = Several("--select", "Only these neurons: 3, 0-9, cells, cells[0-9].", "NEURONS");
        var title = Text("--title", "What is written above.", "TEXT");
        var size = Text("--size", "Width and height in points, or with mm, cm or in: 85x60mm.", "WxH");
        var theme = Text("--theme", "light (default), dark or paper.", "THEME");
        var unit = Text("--unit", "Unit of the values: mV. Also says what the bare numbers of a .dat measure.", "UNIT");
        var timeUnit = Text("--time-unit", "Unit of the time axis, ms by default.", "UNIT");
        var window = Text("--window", "How rates are smoothed: gaussian (default) or flat.", "NAME");
        var width = CommonOptions.Time("--width", "Width of that window, 5ms by default: standard deviation, or length; or of the bars of a correlogram, 1ms.");
        var type = Text("--type", "How synapses are drawn: auto (default), image, scatter or hexbin.", "TYPE");
        var cmap = Text("--cmap", "Colour map, as matplotlib names it.", "NAME");
        var color = Text("--color", "Colour of all marks.", "NAME");
        var lines = CommonOptions.WholeNumber("--lines", "How many lines are drawn of one variable, 10 by default; 0 for all.", 0, 1_000_000);
        var inSpace = CommonOptions.Flag("--3d", "Draw a neuron in space, as is done where it is not flat.");
        var inPlane = CommonOptions.Flag("--2d", "Draw a neuron in the plane.");
        var diameter = CommonOptions.Flag("--diameter", "Draw a neuron as thick as it is.");
        var compartments = CommonOptions.Flag("--compartments", "Draw a dot for each compartment of a neuron.");
        var dpi = CommonOptions.WholeNumber("--dpi", "Pixels of an inch of a .png, 200 by default.", 10, 2400);
        var terminal = CommonOptions.Flag("--terminal", "Draw with letters, here.");
        var output = Several("--out", "Files to draw into: .svg, .png, .html; by default an .svg named as the first file.", "FILES");
        var command = new Command("plot", "Draw results, as .svg, .png or an .html to zoom into.")
        {
            files, kind, x, y, select, title, size, theme, unit, timeUnit, window, width, type, cmap, color, lines, inPlane, inSpace, diameter, compartments, dpi, terminal, output, CommonOptions.Debug(),
        };
        command.SetAction(parsed =>
        {
            var found = new DiagnosticBag();
            var given = parsed.GetRequiredValue(files);
            var (wide, high) = Size(parsed.GetValue(size), found);
            var request = new PlotRequest
            {
                Kind = parsed.GetValue(kind),
                X = parsed.GetValue(x),
                Y = [.. parsed.GetValue(y) ?? []],
                Select = [.. parsed.GetValue(select) ?? []],
                Title = parsed.GetValue(title),
                Width = wide,
                Height = high,
                Theme = Named(parsed.GetValue(theme), found),
                Unit = UnitOf(parsed.GetValue(unit), null, found),
                TimeUnit = UnitOf(parsed.GetValue(timeUnit), Dimension.Time, found),
                Window = parsed.GetValue(window) ?? "gaussian",
                WindowWidth = parsed.GetValue(width)?.Value,
                PlotType = parsed.GetValue(type) ?? "auto",
                ColorMap = parsed.GetValue(cmap),
                Color = parsed.GetValue(color),
                InSpace = parsed.Has(inSpace) ? true : parsed.Has(inPlane) ? false : null,
                ShowDiameter = parsed.Has(diameter),
                ShowCompartments = parsed.Has(compartments),
                MostLines = (int)(parsed.GetValue(lines)?.Value ?? 10),
            };
            ImmutableArray<string> targets = [.. parsed.GetValue(output) ?? []];
            var isText = parsed.Has(terminal);
            return Run(surroundings, given, request, targets.IsEmpty && !isText ? [Usual(given[0])] : targets, isText, parsed.GetValue(dpi)?.Value ?? 200, found);
        });
        return command;
    }

    private static int Run(Surroundings surroundings, string[] files, PlotRequest request, ImmutableArray<string> targets, bool isText, double dotsPerInch, DiagnosticBag found)
    {
        var figure = found.HasErrors ? null : ResultPlots.OfFiles(files, request, found);
        ImmutableArray<string> written = [];
        if (figure is not null)
        {
            if (isText)
                FigureOutput.Write(surroundings, figure);
            written = FigureOutput.Save(figure, targets, dotsPerInch, found);
        }

        DiagnosticPrinter.Print(found, surroundings.Error, surroundings);
        if (!written.IsEmpty)
            surroundings.Output.WriteLine("Wrote " + string.Join(", ", written));
        return found.HasErrors ? ExitCode.CommandLineIsWrong : ExitCode.Done;
    }

    private static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    private static Option<string[]> Several(string name, string description, string help)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = help, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        option.Validators.Add(UsageMistakes.RefuseOptions);
        return option;
    }

    // A folder `results` becomes results.svg, a file `net.spikes` net.svg.
    private static string Usual(string path) => Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) + ".svg";

    private static Theme? Named(string? name, DiagnosticBag found)
    {
        try
        {
            return name is null ? null : Theme.Parse(name);
        }
        catch (PlottingException problem)
        {
            found.Add(problem.Diagnostic);
            return null;
        }
    }

    private static Unit? UnitOf(string? symbol, Dimension? expected, DiagnosticBag found)
    {
        if (symbol is null)
            return null;
        if (Units.Find(symbol) is { } unit && (expected is null || unit.Dimension == expected))
            return unit;
        found.Error(
            "NG8113", expected is null ? $"There is no unit '{symbol}'." : $"'{symbol}' is no unit of {expected}.", SourceSpan.None,
            NearNames.Hint(symbol, Units.Units.Where(one => expected is null || one.Dimension == expected).Select(static one => one.Symbol)) ?? "Write for example mV, nS, ms or Hz.");
        return null;
    }

    /// <summary>Width and height in points; <c>300x200</c>, <c>85x60mm</c>, <c>6in x 4in</c>.</summary>
    private static (double? Width, double? Height) Size(string? text, DiagnosticBag found)
    {
        if (text is null)
            return (null, null);
        var parts = text.Replace(" ", string.Empty, StringComparison.Ordinal).Split('x', '×');
        var (unit, factor) = parts[^1] switch
        {
            [.., 'm', 'm'] => ("mm", PointsPerInch / MillimetresPerInch),
            [.., 'c', 'm'] => ("cm", 10 * PointsPerInch / MillimetresPerInch),
            [.., 'i', 'n'] => ("in", PointsPerInch),
            [.., 'p', 't'] => ("pt", 1.0),
            _ => (string.Empty, 1.0),
        };
        var numbers = Array.ConvertAll(parts, part => unit.Length > 0 && part.EndsWith(unit, StringComparison.Ordinal) ? part[..^unit.Length] : part);
        if (numbers is [var wide, var high] && double.TryParse(wide, NumberStyles.Float, CultureInfo.InvariantCulture, out var width) && double.TryParse(high, NumberStyles.Float, CultureInfo.InvariantCulture, out var height))
            return (width * factor, height * factor);
        found.Error("NG8109", $"'{text}' is no width and height.", SourceSpan.None, "Write for example 420x280, in points, or 85x60mm.");
        return (null, null);
    }
}
