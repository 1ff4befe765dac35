using Neuroglot.Lems.Documents;

namespace Neuroglot.Testing.Reference;

/// <summary>A kinetic scheme at work: occupancies of the states, moved on by the exponential of the matrix of rates.</summary>
internal sealed class KineticSchemeState
{
    private readonly List<Instance> states;
    private readonly List<Instance> edges;
    private readonly (int From, int To)[] ends;
    private readonly KineticScheme scheme;

    public KineticSchemeState(KineticScheme scheme, List<Instance> states, List<Instance> edges)
    {
        this.scheme = scheme;
        this.states = states;
        this.edges = edges;
        ends = [.. edges.Select(edge => (IndexOf(edge, scheme.EdgeSource), IndexOf(edge, scheme.EdgeTarget)))];
        for (var i = 0; i < states.Count; i++)
            Occupancy(states[i]) = i == 0 ? 1 : 0;
    }

    public void Initialize()
    {
        foreach (var state in states)
            state.Initialize();
        foreach (var edge in edges)
            edge.Initialize();
    }

    public void Advance(double dt)
    {
        var n = states.Count;
        var m = new double[n, n];
        for (var e = 0; e < edges.Count; e++)
        {
            var (from, to) = ends[e];
            var forward = edges[e].Find(scheme.ForwardRate)!.Value.Read(edges[e], scheme.ForwardRate) * dt;
            var reverse = edges[e].Find(scheme.ReverseRate)!.Value.Read(edges[e], scheme.ReverseRate) * dt;
            m[from, from] -= forward;
            m[to, from] += forward;
            m[to, to] -= reverse;
            m[from, to] += reverse;
        }

        var exponential = ExponentialLessIdentity(m, n);
        // The reference reads the exposures, which the states set when they were advanced, and writes the variables.
        var old = states.Select(state => state.Find(scheme.StateVariable)!.Value.Read(state, scheme.StateVariable)).ToArray();
        for (var i = 0; i < n; i++)
        {
            var sum = old[i];
            for (var j = 0; j < n; j++)
                sum += exponential[i, j] * old[j];
            Occupancy(states[i]) = sum;
        }
    }

    /// <summary>exp(m) − 1 by halving until the first term of the series is enough, then doubling: (1 + a)² − 1 = 2a + a².</summary>
    private static double[,] ExponentialLessIdentity(double[,] m, int n)
    {
        var largest = 0.0;
        foreach (var x in m)
            largest = Math.Max(largest, Math.Abs(x));
        var halvings = 0;
        var scale = 1.0;
        while (largest * scale > 1e-12)
        {
            halvings++;
            scale *= 0.5;
        }

        var a = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                a[i, j] = m[i, j] * scale;
        }

        for (; halvings > 0; halvings--)
        {
            var doubled = new double[n, n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var square = 0.0;
                    for (var k = 0; k < n; k++)
                        square += a[i, k] * a[k, j];
                    doubled[i, j] = (2 * a[i, j]) + square;
                }
            }

            a = doubled;
        }

        return a;
    }

    private ref double Occupancy(Instance state)
    {
        state.Behaviour.TrySlot(scheme.StateVariable, out var slot);
        return ref state.Variables[slot];
    }

    private int IndexOf(Instance edge, string end)
    {
        var id = edge.Component.Reference(end)?.Id ?? edge.Component.Text(end);
        var index = states.FindIndex(state => state.Component.Id == id);
        return index >= 0 ? index : throw new NotSupportedException($"{edge.Component}: there is no state “{id}”.");
    }
}
