using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Neuroglot.Results;

namespace Neuroglot.Running;

/// <summary>What a run of dynamics or an experiment of TVBO recorded, in memory. Its text is a tree with the shapes: <c>(steps, variables)</c>, of several nodes <c>(steps, variables, nodes)</c>.</summary>
/// <param name="Title">Title of the experiment, or name of the dynamics.</param>
/// <param name="Branches">The state itself, called <c>integration</c>, or what each monitor observed.</param>
public sealed record TvboRunResult(string Title, ImmutableArray<TvboRunBranch> Branches)
{
    /// <summary>The trace called <paramref name="name"/>, <c>V</c> or, of the fourth node, <c>V_3</c>; null for none.</summary>
    public Trace? Trace(string name) => Branches.SelectMany(static one => one.Traces).FirstOrDefault(one => one.Name == name);

    /// <summary>The tree.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Title);
        for (var place = 0; place < Branches.Length; place++)
        {
            var isLast = place == Branches.Length - 1;
            text.Append(CultureInfo.InvariantCulture, $"\n{(isLast ? "└──" : "├──")} {Branches[place].Name}\n{(isLast ? " " : "│")}       data: ({string.Join(", ", Branches[place].Shape)})");
        }

        return text.ToString();
    }
}

/// <summary>What one monitor observed, or the state at every step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Traces">A trace for each variable, and of several nodes for each node; times in seconds.</param>
public sealed record TvboRunBranch(string Name, ImmutableArray<Trace> Traces)
{
    /// <summary>Numbers of samples, of variables and, where there are several, of nodes.</summary>
    public ImmutableArray<int> Shape
    {
        get
        {
            var variables = Traces.Select(static one => VariableOf(one.Name)).Distinct().Count();
            var samples = Traces.IsEmpty ? 0 : Traces[0].Length;
            return Traces.All(static one => VariableOf(one.Name) != one.Name) && variables < Traces.Length ? [samples, variables, Traces.Length / variables] : [samples, Traces.Length];
        }
    }

    // Of several nodes columns are called V_0, V_1 and so on.
    private static string VariableOf(string column)
    {
        var dash = column.LastIndexOf('_');
        return dash > 0 && int.TryParse(column.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? column[..dash] : column;
    }
}
