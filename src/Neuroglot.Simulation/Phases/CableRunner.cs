using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Memory;

namespace Neuroglot.Simulation.Phases;

/// <summary>
/// Solves for the potentials of a cable at the end of a step: a system whose matrix has the form of a tree, which elimination from the ends to the root, and insertion back, solves in as many
/// operations as there are nodes (Hines, 1984, Int. J. Biomed. Comput. 15:69).
/// </summary>
/// <remarks>
/// A node keeps what leaves it apart from what flows to its parent, in place of the sum of both, the diagonal: seen from the parent, a node that leaves g behind a conductance a is a conductance
/// a·g/(a + g). Nothing is subtracted, so that no digits are lost where a is much greater than g, as within a sphere.
/// </remarks>
internal sealed class CableRunner : TaskRunner
{
    private readonly int[] parents;
    private readonly int[] instances;
    private readonly double[] lengths;
    private readonly double[] axial;
    private readonly double[] leaving;
    private readonly double[] entering;
    private readonly double[] rates;
    private readonly double[] leavingOf;
    private readonly double[] enteringOf;
    private readonly double[] resistivity;
    private readonly double[] potential;
    private readonly double[]? charging;
    private double known = double.NaN;

    public CableRunner(CableTask task, SetMemory memory)
        : base(task)
    {
        parents = [.. task.Tree.Parents];
        instances = [.. task.Tree.Instances];
        lengths = [.. task.Tree.Lengths];
        (axial, leaving, entering) = (new double[parents.Length], new double[parents.Length], new double[parents.Length]);
        var columns = task.Columns;
        (rates, leavingOf, enteringOf) = (memory.Column(columns.Rate), memory.Column(columns.Leaving), memory.Column(columns.Entering));
        (resistivity, potential) = (memory.Column(columns.Resistivity), memory.Column(columns.Potential));
        charging = columns.Charging is { } name ? memory.Column(name) : null;
    }

    public override void Run(long k, double time)
    {
        if (resistivity[0] != known)
        {
            known = resistivity[0];
            for (var node = 0; node < lengths.Length; node++)
                axial[node] = lengths[node] / known;
        }

        for (var node = 0; node < instances.Length; node++)
        {
            var instance = instances[node];
            (leaving[node], entering[node]) = instance < 0 ? (0, 0) : (leavingOf[instance], enteringOf[instance]);
        }

        for (var node = parents.Length - 1; node >= 0; node--)
        {
            var parent = parents[node];
            if (parent < 0)
                continue;
            var passed = axial[node] / (axial[node] + leaving[node]);
            leaving[parent] += passed * leaving[node];
            entering[parent] += passed * entering[node];
        }

        // From here on, what entered a node has become its potential.
        for (var node = 0; node < parents.Length; node++)
        {
            var parent = parents[node];
            var value = parent < 0 ? entering[node] / leaving[node] : (entering[node] + (axial[node] * entering[parent])) / (leaving[node] + axial[node]);
            entering[node] = value;
            var instance = instances[node];
            if (instance < 0)
                continue;
            if (charging is not null)
                charging[instance] = rates[instance] * (value - potential[instance]);
            potential[instance] = value;
        }
    }
}
