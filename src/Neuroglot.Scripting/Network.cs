using System.Runtime.CompilerServices;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Objects that run together: <c>new Network(group, spikes).Run(1 * second)</c>. Each run goes on where the one before ended.</summary>
public sealed class Network
{
    private static int hasWarned;
    private readonly Scope scope;
    private readonly List<NetworkObject> objects = [];
    private readonly List<BrianAction> pending = [];
    private BrianSession? session;
    private int failed;

    /// <summary>Creates a network of <paramref name="objects"/>, which leave the magic network.</summary>
    /// <exception cref="ModelException">An object has already run in another network.</exception>
    public Network(params ReadOnlySpan<NetworkObject> objects)
        : this(Scope.Current)
    {
        foreach (var one in objects)
            Add(one);
    }

    internal Network(Scope scope) => this.scope = scope;

    /// <summary>Its objects, in the order in which they were made.</summary>
    public IReadOnlyList<NetworkObject> Objects => objects;

    /// <summary>Time reached.</summary>
    public Quantity Time => new(session?.Time ?? 0, Dimension.Time);

    /// <summary>The engine while a network operation has its turn; null at all other times.</summary>
    internal RunningNetwork? Engine { get; private set; }

    /// <summary>Takes an object into the network; it takes part from the next run on.</summary>
    /// <exception cref="ModelException">It has already run in another network.</exception>
    public void Add(NetworkObject one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.Home == this)
            return;
        if (one.HasRun)
            throw new ModelException($"'{one.Name}' has already run in another network.");
        one.Home.objects.Remove(one);
        foreach (var action in one.Home.pending.Where(action => NameOf(action) == one.Name).ToList())
        {
            one.Home.pending.Remove(action);
            pending.Add(action);
        }

        one.Home = this;
        objects.Add(one);
        foreach (var part in one.Parts)
            Add(part);
    }

    /// <summary>Runs for <paramref name="duration"/>.</summary>
    /// <param name="duration">Biological time.</param>
    /// <param name="namespace">Names for all objects that do not know them themselves: a dictionary, or an object whose properties they are.</param>
    /// <param name="progress">Told the biological time reached and that of the whole run, in seconds; may be null.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <exception cref="ModelException">Something is wrong with the model, or went wrong in the run.</exception>
    public void Run(Quantity duration, object? @namespace = null, Action<double, double>? progress = null, CancellationToken cancellation = default)
    {
        if (duration.Dimension != Dimension.Time || !(duration.Value >= 0))
            throw new ModelException($"The duration of a run should be a time, but it is {duration}.");
        if (Engine is not null)
            throw new ModelException("A network operation cannot run the network that it is part of.");
        if (objects.Count == 0)
            throw new ModelException("There is nothing to run: no object was made since the scope began, or all belong to networks of their own.");
        if (!RuntimeFeature.IsDynamicCodeCompiled && Interlocked.Exchange(ref hasWarned, 1) == 0)
            Console.Error.WriteLine("Neuroglot: this program was compiled ahead of time, so that models are INTERPRETED, many times slower. Write `#:property PublishAot=false` at the top of the script.");
        var network = new BrianNetwork([.. objects.Select(one => one.Data)], session?.Network.Runs ?? []) { Seed = scope.Seed };
        session ??= new BrianSession(network) { OnOperation = Operate };
        session.Network = network;
        var run = new BrianRun(duration.Value) { Step = scope.Step, Before = [.. pending], Namespace = Names.Of("the run", @namespace) };
        var done = session.RunsDone;
        var isRight = session.Run(run, progress, cancellation);
        if (session.RunsDone > done)
            pending.Clear();
        failed = pending.Count;
        if (!isRight)
            throw new ModelException(session.Diagnostics);
        foreach (var one in objects)
            one.HasRun = true;
        foreach (var one in session.Diagnostics.Where(one => one.Severity == Severity.Warning))
            Console.Error.WriteLine(one);
    }

    /// <summary>Takes an object that was just made.</summary>
    internal void Welcome(NetworkObject one) => objects.Add(one);

    /// <summary>Ends the run in progress after the current step: for network operations.</summary>
    /// <exception cref="ModelException">The network does not run.</exception>
    public void Stop() => (Engine ?? throw new ModelException("The network does not run, and cannot be stopped.")).Stop();

    /// <summary>Notes what happens before the next run.</summary>
    internal void Before(BrianAction action)
    {
        if (Engine is not null)
            throw new ModelException("Synapses cannot be made, nor expressions assigned, while the network runs.");

        // What was assigned before a run that could not begin is assigned again by whoever mends it.
        if (action is Initializer { Condition: null, Indices.IsDefault: true } whole)
        {
            var wrong = pending.Take(failed).Where(one => one is Initializer { Condition: null, Indices.IsDefault: true } old && old.Object == whole.Object && old.Variable == whole.Variable).ToList();
            failed -= wrong.Count;
            pending.RemoveAll(wrong.Contains);
        }

        pending.Add(action);
    }

    /// <summary>The session, with everything done that was noted.</summary>
    internal BrianSession Current()
    {
        // A run of no length gives values and makes synapses, and records nothing.
        if (Engine is null && (session is null || pending.Count > 0))
            Run(new Quantity(0, Dimension.Time));
        return session!;
    }

    /// <summary>What an expression of a group's variables is now, for each neuron or synapse.</summary>
    internal double[] Evaluate(string name, string expression, Namespace? names)
    {
        var current = Current();
        return current.Evaluate(new Reading(name, expression) { Namespace = names }) ?? throw new ModelException([.. current.Diagnostics]);
    }

    /// <summary>The session as it is; null before the first run.</summary>
    internal BrianSession? Session => session;

    private static string NameOf(BrianAction action) => action switch
    {
        Initializer one => one.Object,
        Connect one => one.Synapses,
        _ => string.Empty,
    };

    private void Operate(string name, double time, RunningNetwork engine)
    {
        Engine = engine;
        scope.Running = this;
        try
        {
            objects.OfType<NetworkOperation>().First(one => one.Name == name).Run(new Quantity(time, Dimension.Time));
        }
        finally
        {
            Engine = null;
            scope.Running = null;
        }
    }
}
