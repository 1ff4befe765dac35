using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Tests.Writing;

/// <summary>Documents that say everything that documents can say, by chance.</summary>
internal sealed class RandomDocuments(int seed)
{
    private static readonly string[] Kinds = ["neuron_body", "weight_update", "postsynapse", "generic_component"];
    private static readonly SourceSpan Nowhere = SourceSpan.None;

    private readonly Dice random = new(seed);

    public SpineMLDocument Document() => random.Next(4) switch
    {
        3 => new LayoutDocument(Layouts(), Nowhere),
        0 => new ComponentDocument(Class(), Nowhere),
        1 => Network(),
        _ => new ExperimentDocument(Some(Experiment, 1), Nowhere),
    };

    private ImmutableArray<T> Some<T>(Func<T> make, int least = 0) => [.. Enumerable.Range(0, random.Next(least, 3)).Select(_ => make())];

    private T? Maybe<T>(Func<T> make)
        where T : class => random.Next(2) == 0 ? null : make();

    private T? MaybeValue<T>(Func<T> make)
        where T : struct => random.Next(2) == 0 ? null : make();

    private bool Flip() => random.Next(2) == 0;

    private string Text() => random.Next(6) switch { 0 => "a<b>&\"c'", 1 => "zwei Wörter", 2 => "x\ty\nz", 3 => "?", 4 => " blanks ", _ => $"name{random.Next(9)}" };

    private double Number() => random.Next(6) switch { 0 => 0, 1 => -1e-300, 2 => 0.1, 3 => random.NextDouble() * 1e9, 4 => random.NextWhole(), _ => 3.141592653589793 };

    private int Whole() => random.Next(6) == 0 ? int.MaxValue : random.Next(100);

    private long Seed() => random.Next(2) == 0 ? -(1L << 53) : random.NextWhole();

    private MathInline Math() => new(random.Next(3) switch { 0 => "a < b && c > 1", 1 => "v + 1.0/2 *\n x", _ => "t" }, Nowhere);

    private Annotation Annotation() => new(random.Next(3) switch
    {
        0 => string.Empty,
        1 => "<tool xmlns=\"urn:tool\" text=\"a&#x9;b&#xA;c &lt;\"><x>1 &amp; 2</x><y /></tool>",
        _ => "<p:one xmlns:p=\"urn:p\" /><p:two p:a=\"b\" xmlns:p=\"urn:p\" />",
    }, Nowhere);

    private ComponentClass Class() => new(Text(), Maybe(() => Kinds[random.Next(Kinds.Length)]), Text(), Nowhere)
    {
        IsLearning = Flip(),
        Annotation = Maybe(Annotation),
        Parameters = Some(() => new Parameter(Text(), Maybe(Text), Nowhere)),
        StateVariables = Some(() => new StateVariable(Text(), Maybe(Text), Nowhere)),
        Aliases = Some(() => new Alias(Text(), Maybe(Text), Math(), Nowhere)),
        Regimes = [.. Some(Regime).DistinctBy(static regime => regime.Name)],
        Ports = Some(Port),
    };

    private LayoutClass Layouts() => new(Text(), Nowhere)
    {
        Parameters = Some(() => new Parameter(Text(), Maybe(Text), Nowhere)),
        StateVariables = Some(() => new StateVariable(Text(), Maybe(Text), Nowhere)),
        Aliases = Some(() => new Alias(Text(), Maybe(Text), Math(), Nowhere)),
        Transforms = Some(() => new LayoutTransform(Text(), Whole(), Math(), Maybe(Text), Nowhere)),
    };

    private Regime Regime() => new(Text(), Nowhere)
    {
        TimeDerivatives = Some(() => new TimeDerivative(Text(), Math(), Nowhere)),
        OnConditions = Some(() => new OnCondition(Math(), Text(), Some(Reaction), Nowhere)),
        OnEvents = Some(() => new OnEvent(Text(), Text(), Some(Reaction), Nowhere)),
        OnImpulses = Some(() => new OnImpulse(Text(), Text(), Some(Reaction), Nowhere)),
    };

    private Reaction Reaction() => random.Next(3) switch
    {
        0 => new StateAssignment(Text(), Math(), Nowhere),
        1 => new EventOut(Text(), Nowhere),
        _ => new ImpulseOut(Text(), Nowhere),
    };

    private Port Port()
    {
        var kind = (PortKind)random.Next(7);
        var isSend = kind is PortKind.AnalogSend or PortKind.EventSend or PortKind.ImpulseSend;
        return new Port(kind, Text(), isSend ? null : Maybe(Text), Nowhere) { IsPerConnection = isSend && Flip(), IsPostsynaptic = !isSend && Flip() };
    }

    private NetworkDocument Network()
    {
        var isLow = Flip();
        return new NetworkDocument(isLow, Maybe(Text), Some(() => Population(isLow), 1), Nowhere)
        {
            Annotation = Maybe(Annotation),
            Groups = isLow ? Some(() => new Group(Text(), Text(), Whole(), Some(Property), Nowhere) { Inputs = Inputs(isLow), Annotation = Maybe(Annotation), Layout = Maybe(Layout) }) : [],
        };
    }

    private Population Population(bool isLow) =>
        new(new Neuron(Text(), Text(), Whole(), Some(Property), Nowhere) { Inputs = Inputs(isLow), Annotation = Maybe(Annotation) }, Some(() => Projection(isLow)), Nowhere)
        {
            Layout = Maybe(Layout), Annotation = Maybe(Annotation),
        };

    private Projection Projection(bool isLow) => new(Text(), Some(() => Synapse(isLow), 1), Nowhere) { Annotation = Maybe(Annotation) };

    private Synapse Synapse(bool isLow) => new(
        Connection(),
        new WeightUpdate(Text(), Text(), Text(), Text(), Some(Property), Nowhere)
        {
            FeedbackSourcePort = Maybe(Text), FeedbackTargetPort = Maybe(Text), Inputs = Inputs(isLow), Annotation = Maybe(Annotation),
        },
        new PostSynapse(Text(), Text(), Text(), Text(), Text(), Text(), Some(Property), Nowhere) { Inputs = Inputs(isLow), Annotation = Maybe(Annotation) },
        Nowhere);

    private ImmutableArray<GenericInput> Inputs(bool isLow) =>
        isLow ? Some(() => new GenericInput(Text(), Text(), Text(), Maybe(Connection), Nowhere) { Annotation = Maybe(Annotation) }) : [];

    private Layout Layout() => new(Text(), MaybeValue(Seed), MaybeValue(Number), Some(Property), Nowhere);

    private Property Property() => new(Text(), Maybe(Text), Maybe(Value), Maybe(List), Nowhere) { Alias = Maybe(Text) };

    private PropertyValue Value() => random.Next(5) switch
    {
        0 => new UniformDistribution(Number(), Number(), MaybeValue(Seed), Nowhere),
        1 => new NormalDistribution(Number(), Number(), MaybeValue(Seed), Nowhere),
        2 => new PoissonDistribution(Number(), MaybeValue(Seed), Nowhere),
        3 => new ExponentialDistribution(Number(), MaybeValue(Seed), Nowhere),
        _ => new FixedValue(Number(), Nowhere),
    };

    private ValueData List()
    {
        if (Flip())
            return new BinaryValues(new BinaryFile(Text(), random.NextLong(), Flip()), Nowhere);
        var count = random.Next(4);
        return new ListedValues([.. Enumerable.Range(0, count).Select(_ => Whole())], [.. Enumerable.Range(0, count).Select(_ => Number())], Nowhere);
    }

    private Delay Delay() => new(Maybe(Value), Maybe(Text), Nowhere);

    private Connection Connection() => random.Next(6) switch
    {
        0 => new AllToAllConnection(Maybe(Delay), Nowhere),
        1 => new OneToOneConnection(Maybe(Delay), Nowhere),
        2 => new FixedProbabilityConnection(random.NextDouble(), MaybeValue(Seed), Maybe(Delay), Nowhere),
        3 => new DistanceBasedConnection(random.NextDouble(), 1 + random.NextDouble(), MaybeValue(Number), MaybeValue(Seed), Maybe(Delay), Nowhere),
        4 => new UnknownConnection("urn:x", "Spiral", "<Spiral turns=\"2\" xmlns=\"urn:x\"><x /></Spiral>", Nowhere),
        _ => new ConnectionList(Connections(), Maybe(Delay), Nowhere) { Annotation = Maybe(Annotation) },
    };

    private ConnectionData Connections()
    {
        if (Flip())
            return new BinaryConnections(new BinaryFile(Text(), random.NextLong(), Flip()), Flip(), Nowhere);
        var count = random.Next(4);
        var delays = Flip() ? [] : Enumerable.Range(0, count).Select(i => i == 0 || Flip() ? (float)random.NextDouble() : float.NaN);
        return new ListedConnections([.. Enumerable.Range(0, count).Select(_ => Whole())], [.. Enumerable.Range(0, count).Select(_ => Whole())], [.. delays], Nowhere);
    }

    private Experiment Experiment() => new(
        Text(), Maybe(Text),
        new ModelReference(Text(), Nowhere)
        {
            Lesions = Some(() => new Lesion(Text(), Text(), Nowhere)),
            InputLesions = Some(() => new GenericInputLesion(Text(), Text(), Text(), Text(), Nowhere)),
            Configurations = Some(() => new Configuration(Text(), Some(Property), Nowhere)),
            DelayChanges = Some(() => new ProjectionDelayChange(Text(), Text(), Whole(), Delay(), Nowhere)),
            InputDelayChanges = Some(() => new GenericInputDelayChange(Text(), Text(), Text(), Text(), Delay(), Nowhere)),
        },
        new Simulation(random.NextDouble(), Maybe(Text), new Integration(random.Next(1, 5), 0.1 + random.NextDouble(), Nowhere), Nowhere),
        Nowhere)
    {
        Inputs = Some(Input),
        Outputs = Some(() => new ExperimentOutput(Text(), Text(), Text(), Nowhere)
        {
            Indices = Some(Whole), StartTime = MaybeValue(Number), EndTime = MaybeValue(Number), Duration = MaybeValue(Number), IsExternal = Flip(), Peer = Peer(),
        }),
    };

    private ExperimentInput Input()
    {
        ExperimentInput input = random.Next(5) switch
        {
            0 => new ConstantInput(Number(), Text(), Text(), Text(), Nowhere),
            1 => new ConstantArrayInput(Some(Number), MaybeValue(Whole), Text(), Text(), Text(), Nowhere),
            2 => new TimeVaryingInput(Some(() => new TimePoint(Number(), Number(), Nowhere)), Text(), Text(), Text(), Nowhere),
            3 => new TimeVaryingArrayInput(Some(() => new TimeSeries(Whole(), Some(Number), Some(Number), Nowhere)), MaybeValue(Whole), Text(), Text(), Text(), Nowhere),
            _ when Flip() => new ExternalInput(MaybeValue(Whole), true, Peer(), Text(), Text(), Text(), Nowhere),
            _ => new ExternalInput(null, false, Peer(), Text(), Text(), Text(), Nowhere),
        };
        return input with
        {
            TargetIndices = Some(Whole),
            StartTime = MaybeValue(Number),
            Duration = MaybeValue(Number),
            RateSeed = MaybeValue(Seed),
            RateDistribution = Maybe(() => Flip() ? "regular" : "poisson"),
        };
    }

    private ExternalPeer Peer() => new(MaybeValue(Whole), Maybe(Text), Maybe(Text), MaybeValue(Whole), MaybeValue(Number));
}
