using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation.Phases;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.External;

namespace Neuroglot.SpineML;

/// <summary>What passes between a running experiment and other programs. Nothing is allocated in a step.</summary>
internal sealed class LiveExchange : IDisposable
{
    private readonly Dictionary<string, Input> inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Output> recorded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Output> outputs = new(StringComparer.Ordinal);
    private readonly double step;

    private LiveExchange(double step) => this.step = step;

    /// <summary>Why the run cannot go on; null while all is well.</summary>
    public Diagnostic? Failure { get; private set; }

    /// <summary>Whether the run was interrupted while it waited for another program.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Connects to all programs of an experiment, those of inputs first, in the order of the document; null, with the reason unless the run was interrupted, when that fails.</summary>
    public static LiveExchange? Open(BuiltExperiment experiment, PeerPatience patience, DiagnosticBag diagnostics)
    {
        var exchange = new LiveExchange(experiment.Experiment.Runs[0].Step);
        foreach (var input in experiment.LiveInputs)
        {
            if (PeerConnection.Open(input.Stream, patience, diagnostics) is not { } connection)
                return Closed();
            exchange.inputs.Add(input.Stream.Operation, new Input(input, connection));
        }

        foreach (var output in experiment.LiveOutputs)
        {
            if (PeerConnection.Open(output.Stream, patience, diagnostics) is not { } connection)
                return Closed();
            var open = new Output(output, connection);
            exchange.recorded.Add(output.Log.Operation, open);
            exchange.outputs.Add(output.Stream.Operation, open);
        }

        return exchange;

        LiveExchange? Closed()
        {
            exchange.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var input in inputs.Values)
            input.Connection.Dispose();
        foreach (var output in outputs.Values)
            output.Connection.Dispose();
    }

    /// <summary>Takes what was recorded for another program; false where it is for a log.</summary>
    public bool Keep(string operation, double time, ReadOnlySpan<double> values)
    {
        if (!recorded.TryGetValue(operation, out var output))
            return false;
        if (output.Live.Log.Covers(time))
            values.CopyTo(output.Values);
        return true;
    }

    /// <summary>Takes events that were recorded for another program; false where they are for a log.</summary>
    public bool Keep(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values)
    {
        if (!recorded.TryGetValue(operation, out var output))
            return false;
        if (!output.Live.Log.Covers(time))
            return true;
        for (var one = 0; one < instances.Length; one++)
        {
            if (output.Live.Log.PlaceOf(instances[one]) is not (>= 0 and var place))
                continue;
            ref var kept = ref output.Values[place];
            kept = output.Live.Log.Kind == PortData.Events ? kept + 1 : double.IsNaN(kept) ? values[one] : kept + values[one];
        }

        return true;
    }

    /// <summary>Exchanges values where that is due; ends the run where it fails.</summary>
    public void Exchange(string operation, double time, PhaseEngine engine)
    {
        if (outputs.TryGetValue(operation, out var output))
            Give(output, time, engine);
        else
            Take(inputs[operation], time, engine);
    }

    private bool IsDue(ExternalStream stream, double time) => time >= stream.Start && time < stream.End && (long)Math.Round(time / step) % stream.Every == 0;

    private void Take(Input input, double time, PhaseEngine engine)
    {
        input.Bind(engine);
        if (!IsDue(input.Live.Stream, time))
        {
            if (time >= input.Live.Stream.End)
                input.Clear();
            return;
        }

        if (input.Connection.Receive(input.Values, time))
            input.Put();
        else
            End(input.Connection, input.Live.Stream, engine);
    }

    private void Give(Output output, double time, PhaseEngine engine)
    {
        if (!IsDue(output.Live.Stream, time))
            return;
        if (!output.Connection.Send(output.Values, time))
            End(output.Connection, output.Live.Stream, engine);
        output.Forget();
    }

    private void End(PeerConnection connection, ExternalStream stream, PhaseEngine engine)
    {
        Failure ??= connection.HasFinished
            ? new Diagnostic("NG6535", Severity.Note, $"The program of `{stream.Name}` ({stream.Address}) has ended the run.", stream.Span)
            : connection.Failure;
        WasInterrupted = Failure is null;
        engine.Stop();
    }

    private sealed class Input(LiveInput live, PeerConnection connection)
    {
        private Memory<double> variable;
        private Memory<double> impulse;
        private bool isBound;

        public LiveInput Live => live;

        public PeerConnection Connection => connection;

        public double[] Values { get; } = new double[live.Stream.Size];

        public void Bind(PhaseEngine engine)
        {
            if (isBound)
                return;
            isBound = true;
            variable = engine.Values(live.Set, live.Variable) ?? throw new InvalidOperationException($"There is no {live.Variable} of {live.Set}.");
            if (live.Value is { } value)
                impulse = engine.Values(live.Set, value) ?? throw new InvalidOperationException($"There is no {value} of {live.Set}.");
        }

        public void Put()
        {
            var column = variable.Span;
            var values = impulse.Span;
            for (var place = 0; place < live.Instances.Length; place++)
            {
                var value = Values[Values.Length == 1 ? 0 : place];
                if (live.Value is null)
                    column[live.Instances[place]] = value;
                else
                    (column[live.Instances[place]], values[live.Instances[place]]) = double.IsNaN(value) ? (0, 0) : (1, value);
            }
        }

        // After its end an input is none.
        public void Clear()
        {
            foreach (var instance in live.Instances)
                variable.Span[instance] = 0;
        }
    }

    private sealed class Output
    {
        public Output(LiveOutput live, PeerConnection connection)
        {
            (Live, Connection, Values) = (live, connection, new double[live.Stream.Size]);
            Forget();
        }

        public LiveOutput Live { get; }

        public PeerConnection Connection { get; }

        // Of events how many there were since the last exchange, of impulses their sum, or not a number for none.
        public double[] Values { get; }

        public void Forget()
        {
            if (Live.Log.IsEvents)
                Array.Fill(Values, Live.Log.Kind == PortData.Impulses ? double.NaN : 0);
        }
    }
}
