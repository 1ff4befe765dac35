using System.Collections.Immutable;

namespace Neuroglot.Cli;

/// <summary>The examples that <c>--help</c> shows; tests run the parser over each of them.</summary>
internal static class Examples
{
    public static ImmutableArray<string> Commands { get; } = ["run", "sweep", "plot", "validate", "inspect", "export", "models", "jnml"];

    public static ImmutableArray<(string Command, string Purpose)> Of(string command) => command switch
    {
        "run" =>
        [
            ("neuroglot run LEMS_cell.xml", "simulate as the file says, write the files that it asks for"),
            ("neuroglot run LEMS_cell.xml --out results --format csv", "the same, as CSV with a heading, in the folder results"),
            ("neuroglot run net.nml --duration 300ms --dt 0.025ms", "a network without a simulation: record every potential and spike"),
            ("neuroglot run LEMS_cell.xml --set pop.thresh=-50mV --seed 7", "with another threshold and other random numbers"),
            ("neuroglot run experiment0.xml --set Excitatory.tau_m=15ms --set Excitatory:Inhibitory.delay=2ms", "an experiment of SpineML with another time constant and delay"),
            ("neuroglot run experiment0.xml --fidelity brahms --out log", "an experiment of SpineML, with the logs of its reference simulator"),
            ("neuroglot run experiment0.xml --duration 10s --save-state learnt.state", "keep where it ends"),
            ("neuroglot run experiment0.xml --duration 1s --from-state learnt.state", "go on from there"),
            ("neuroglot run experiment0.xml --statistics --out results", "with rates, intervals and coefficients of variation of the recorded spikes"),
            ("neuroglot run JansenRit --duration 2s --method rk4", "a neural mass of the library, or a .yaml file of TVBO"),
            ("neuroglot run LEMS_cell.xml --plot", "also draw what the model's displays ask for, as LEMS_cell.plot.svg"),
            ("neuroglot run experiment0.xml --peer-timeout 1min", "with programs that drive it over TCP, which may be slow"),
            ("neuroglot run LEMS_net.xml --fidelity fast --threads 0", "events at the end of the step, all cores"),
        ],
        "sweep" =>
        [
            ("neuroglot sweep LEMS_cell.xml --vary pop.thresh=-55mV:-45mV:5", "five thresholds, one result file, sweep.npz"),
            ("neuroglot sweep LEMS_cell.xml --vary pop.C=10pF:1000pF:7:log --vary pop.thresh=-55mV,-50mV", "each of seven capacitances with each of two thresholds"),
            ("neuroglot sweep experiment0.xml --vary Excitatory.tau_m=10ms:30ms:9 --repeat 4 --seed 7", "four trials of each point"),
            ("neuroglot sweep experiment0.xml --vary Excitatory:Inhibitory.delay=0.1ms,1ms --summary-only --out rates.npz", "numbers of spikes and rates only"),
            ("neuroglot sweep column.yaml --out column.npz", "the exploration that an experiment of TVBO states"),
            ("neuroglot sweep net.brian.json --repeat 20 --threads 4", "twenty trials, four at a time"),
        ],
        "plot" =>
        [
            ("neuroglot plot results", "all results in a folder, under one time axis, as results.svg"),
            ("neuroglot plot results/cells.v.dat --unit mV --out voltage.svg voltage.png", "values over time, for a paper and for slides"),
            ("neuroglot plot results/net.spikes --kind rate --width 10ms --out rate.html", "a smoothed rate, to zoom into"),
            ("neuroglot plot cell.csv --x v --y n --out plane.svg", "one variable over another"),
            ("neuroglot plot cell.csv --select cells[0-4] --theme paper --size 85x60mm --out fig2.svg", "five neurons, as wide as a column"),
            ("neuroglot plot net.spikes --terminal", "a quick look"),
        ],
        "validate" =>
        [
            ("neuroglot validate cell.nml", "every problem of one file, with its place"),
            ("neuroglot validate *.nml -I ../channels", "many files, included files also from ../channels"),
            ("neuroglot validate cell.nml --json", "for programs"),
        ],
        "inspect" =>
        [
            ("neuroglot inspect LEMS_net.xml", "populations, connections, inputs, recordings, memory"),
            ("neuroglot inspect cell.nml --types", "the component types with their equations"),
            ("neuroglot inspect cell.nml --morphology --channels", "segments, groups and membrane of a cell; its channels as equations"),
            ("neuroglot inspect LIF.xml --graph LIF.svg", "regimes, transitions and ports of a component of SpineML, drawn by Graphviz"),
            ("neuroglot inspect experiment0.xml --graph --types", "the dynamics of all components of an experiment, as text for Graphviz"),
            ("neuroglot inspect LEMS_net.xml --plan", "what would be run, step by step"),
        ],
        "export" =>
        [
            ("neuroglot export net.brian.json --to markdown --out net.md", "a description with tables and equations"),
            ("neuroglot export net.brian.json --to latex --out net.tex", "the same for LaTeX"),
            ("neuroglot export net.brian.json --to neuroml2 --out lems/net.xml", "for simulators of LEMS, with LEMSUnitsConstants.xml beside it"),
            ("neuroglot export net.brian.json --to neuroml2 --skip-unsupported", "what cannot be expressed is left out and named"),
            ("neuroglot export JansenRit --to lems --out column.xml", "a neural mass, of the library or a .yaml file, as LEMS"),
            ("neuroglot export --list", "every form that can be written"),
        ],
        "models" =>
        [
            ("neuroglot models list", "all models that come with the program"),
            ("neuroglot models show JansenRit", "one as it is written, with its literature"),
            ("neuroglot models export JansenRit --out column.yaml", "a copy to change"),
        ],
        "jnml" =>
        [
            ("neuroglot jnml LEMS_cell.xml -nogui", "run without a window, files as jNeuroML names them"),
            ("neuroglot jnml -validate cell.nml net.nml", "validate"),
        ],
        _ => [],
    };
}
