namespace Neuroglot.Cli;

/// <summary>What jNeuroML's command line asks for.</summary>
internal enum JnmlTask
{
    /// <summary>Run one file.</summary>
    Run,

    /// <summary>Read one file without running it.</summary>
    Read,

    /// <summary>Print what is in one file.</summary>
    Describe,

    /// <summary>Validate files.</summary>
    Validate,

    /// <summary>Print the version.</summary>
    Version,

    /// <summary>Print the help.</summary>
    Help,

    /// <summary>Something that is wrong or does not exist yet; see <see cref="JnmlArguments.Problem"/>.</summary>
    Refuse,
}

/// <summary>jNeuroML's flags, taken apart: single dashes, in any order around the file names.</summary>
internal sealed record JnmlArguments
{
    /// <summary>Flags that jNeuroML has and Neuroglot does not have yet, by what they are for.</summary>
    private static readonly Dictionary<string, string> Later = new(StringComparer.Ordinal)
    {
        ["-neuron"] = "generating NEURON code", ["-netpyne"] = "generating NetPyNE code", ["-pynn"] = "generating PyNN code",
        ["-brian"] = "generating Brian code", ["-brian2"] = "generating Brian 2 code", ["-moose"] = "generating MOOSE code",
        ["-nest"] = "generating NEST code", ["-eden"] = "generating EDEN code", ["-vertex"] = "generating VERTEX code",
        ["-xpp"] = "generating XPP code", ["-dnsim"] = "generating DNsim code", ["-sbml"] = "exporting SBML",
        ["-sbml-sedml"] = "exporting SBML and SED-ML", ["-sedml"] = "exporting SED-ML", ["-sed-ml"] = "exporting SED-ML",
        ["-cellml"] = "exporting CellML", ["-matlab"] = "generating MATLAB code", ["-cvode"] = "generating C code",
        ["-modelica"] = "generating Modelica code", ["-dlems"] = "exporting dLEMS", ["-nineml"] = "exporting NineML",
        ["-spineml"] = "exporting SpineML", ["-vhdl"] = "generating VHDL code", ["-graph"] = "drawing graphs", ["-lems-graph"] = "drawing graphs",
        ["-svg"] = "drawing SVG", ["-png"] = "drawing PNG", ["-sbml-import"] = "importing SBML",
        ["-sbml-import-units"] = "importing SBML", ["-validatev1"] = "validating NeuroML 1", ["-validate-sbml"] = "validating SBML",
        ["-validate-sbml-units"] = "validating SBML", ["-validate-sedml"] = "validating SED-ML", ["-swc"] = "exporting SWC", ["-matrix"] = "drawing matrices",
    };

    public JnmlTask Task { get; private init; } = JnmlTask.Run;

    public IReadOnlyList<string> Files { get; private init; } = [];

    public IReadOnlyList<string> Includes { get; private init; } = [];

    public string? OutputFolder { get; private init; }

    /// <summary>Whether a window was not refused; there is none to show yet.</summary>
    public bool WantsWindow { get; private init; } = true;

    /// <summary>Why <see cref="Task"/> is <see cref="JnmlTask.Refuse"/>.</summary>
    public string? Problem { get; private init; }

    public static JnmlArguments Parse(IReadOnlyList<string> arguments)
    {
        var result = new JnmlArguments();
        var files = new List<string>();
        var includes = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            switch (argument)
            {
                case "-h" or "-help" or "--help" or "-?":
                    return result with { Task = JnmlTask.Help };
                case "-v" or "-version" or "--version":
                    return result with { Task = JnmlTask.Version };
                case "-nogui":
                    result = result with { WantsWindow = false };
                    break;
                case "-norun":
                    result = result with { Task = JnmlTask.Read };
                    break;
                case "-info":
                    result = result with { Task = JnmlTask.Describe };
                    break;
                case "-validate":
                    result = result with { Task = JnmlTask.Validate };
                    break;
                case "-verbose" or CommonOptions.DebugName:
                    break;
                case "-I" or "-cp" or "-outputdir" or "-java_max_memory" when i + 1 == arguments.Count:
                    return Refused($"{argument} needs a value.");
                case "-I" or "-cp":
                    includes.Add(arguments[++i]);
                    break;
                case "-outputdir":
                    result = result with { OutputFolder = arguments[++i] };
                    break;
                case "-java_max_memory":
                    i++;
                    break;
                default:
                    if (Later.TryGetValue(argument, out var purpose))
                        return Refused($"{argument} ({purpose}) is not there yet.");
                    if (argument.StartsWith('-'))
                        return Refused($"{argument} is no flag of jNeuroML.");
                    files.Add(argument);
                    break;
            }
        }
        if (files.Count == 0)
            return arguments.Count == 0 ? result with { Task = JnmlTask.Help } : Refused("There is no file to work on.");
        if (files.Count > 1 && result.Task != JnmlTask.Validate)
            return Refused($"One file at a time; '{files[1]}' is one too many.");
        return result with { Files = files, Includes = includes };
    }

    private static JnmlArguments Refused(string problem) => new() { Task = JnmlTask.Refuse, Problem = problem };
}
