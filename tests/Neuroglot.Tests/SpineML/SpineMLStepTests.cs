using System.Runtime.InteropServices;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Xunit;

namespace Neuroglot.Tests.SpineML;

/// <summary>What a step means, pinned one property at a time: listed spikes reach a cell that adds up what arrives, in steps of 0.1 ms.</summary>
public sealed class SpineMLStepTests : IDisposable
{
    private const string Component = "<SpineML xmlns=\"http://www.shef.ac.uk/SpineMLComponentLayer\"><ComponentClass";

    private const string Ended = "</ComponentClass></SpineML>";

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public SpineMLStepTests()
    {
        Write("Cell.xml", $"""
            {Component} name="Cell"><Dynamics initial_regime="only"><Regime name="only">
              <OnImpulse src_port="in" target_regime="only"><StateAssignment variable="x"><MathInline>x + in</MathInline></StateAssignment></OnImpulse>
            </Regime><StateVariable name="x"/></Dynamics><ImpulseReceivePort name="in"/><AnalogSendPort name="x"/>{Ended}
            """);
        Write("Pass.xml", $"""
            {Component} name="Pass"><Dynamics initial_regime="only"><Regime name="only">
              <OnImpulse src_port="in" target_regime="only"><StateAssignment variable="y"><MathInline>in</MathInline></StateAssignment><ImpulseOut port="y"/></OnImpulse>
            </Regime><StateVariable name="y"/></Dynamics><ImpulseReceivePort name="in"/><ImpulseSendPort name="y"/>{Ended}
            """);
        Write("Weight.xml", $"""
            {Component} name="Weight"><Dynamics initial_regime="only"><Regime name="only">
              <OnEvent src_port="in" target_regime="only"><ImpulseOut port="w"/></OnEvent>
            </Regime></Dynamics><EventReceivePort name="in"/><ImpulseSendPort name="w"/><Parameter name="w"/>{Ended}
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("0", 10)]
    [InlineData("0.1", 11)]
    [InlineData("0.5", 15)]
    public void An_event_arrives_after_its_delay_and_its_step_shows_it(string delay, int step)
    {
        var x = Run(Network(delay), "1");
        Assert.Equal(step, Array.FindIndex(x, value => value > 0));
        Assert.Equal(2.5, x[^1]);
    }

    [Theory]
    [InlineData(Fidelity.Native, 13)]
    [InlineData(Fidelity.Brahms, 14)]
    public void The_reference_makes_lists_of_random_connections_with_delays_of_their_own(Fidelity fidelity, int step)
    {
        // All delays drawn are 0.3 ms; lists take a step more there.
        var network = Network("0.3").Replace("<AllToAllConnection>", "<FixedProbabilityConnection probability=\"1\" seed=\"1\">", StringComparison.Ordinal)
            .Replace("</AllToAllConnection>", "</FixedProbabilityConnection>", StringComparison.Ordinal)
            .Replace("<FixedValue value=\"0.3\"/>", "<UniformDistribution minimum=\"0.3\" maximum=\"0.3\" seed=\"1\"/>", StringComparison.Ordinal);
        Assert.Equal(step, Array.FindIndex(Run(network, "1", fidelity: fidelity), value => value > 0));
    }

    [Fact]
    public void A_weight_update_changes_its_regime_in_the_step_after_an_event()
    {
        // It passes every second event on; of the two events in one step, the second finds the regime that the first found.
        Write("Weight.xml", $"""
            {Component} name="Weight"><Dynamics initial_regime="open">
              <Regime name="open"><OnEvent src_port="in" target_regime="shut"><ImpulseOut port="w"/></OnEvent></Regime>
              <Regime name="shut"><OnEvent src_port="in" target_regime="open"/></Regime>
            </Dynamics><EventReceivePort name="in"/><ImpulseSendPort name="w"/><Parameter name="w"/>{Ended}
            """);
        Assert.Equal(2.5 * 2, Run(Network("0.1"), "1,2,3,4")[^1]);
        Assert.Equal(2.5 * 2, Run(Network("0.1"), "1,1.1,1.2")[^1]);
    }

    [Fact]
    public void Impulses_travel_from_neuron_to_neuron_with_their_value()
    {
        Write("Sender.xml", $"""
            {Component} name="Sender"><Dynamics initial_regime="only"><Regime name="only">
              <TimeDerivative variable="p"><MathInline>10</MathInline></TimeDerivative>
              <OnCondition target_regime="only"><ImpulseOut port="p"/><StateAssignment variable="n"><MathInline>n + 1</MathInline></StateAssignment><Trigger><MathInline>p &gt; 2.5 &amp;&amp; n &lt; 1</MathInline></Trigger></OnCondition>
            </Regime><StateVariable name="p"/><StateVariable name="n"/></Dynamics><ImpulseSendPort name="p"/>{Ended}
            """);
        Write("Weight.xml", $"""
            {Component} name="Weight"><Dynamics initial_regime="only"><Regime name="only">
              <OnImpulse src_port="in" target_regime="only"><StateAssignment variable="w"><MathInline>100*in</MathInline></StateAssignment><ImpulseOut port="w"/></OnImpulse>
            </Regime><StateVariable name="w"/></Dynamics><ImpulseReceivePort name="in"/><ImpulseSendPort name="w"/>{Ended}
            """);
        var x = Run(Network("0.3", "Sender.xml", "p"), null);

        // p is 3 after the third step, step 2, and what it is later does not matter.
        Assert.Equal(5, Array.FindIndex(x, value => value > 0));
        Assert.Equal(300, Math.Round(x[^1], 9));
    }

    [Fact]
    public void What_is_not_a_number_is_told_in_milliseconds()
    {
        Write("Cell.xml", $"""
            {Component} name="Cell"><Dynamics initial_regime="only"><Regime name="only"><TimeDerivative variable="x"><MathInline>log(2.05 - t)</MathInline></TimeDerivative></Regime>
            <StateVariable name="x"/></Dynamics><ImpulseReceivePort name="in"/><AnalogSendPort name="x"/>{Ended}
            """);
        Write("model.xml", Network("0.1"));
        var problem = Assert.Single(Experiment(null, Path.Join(folder, "results")).Run().Diagnostics, one => one.Code == "NG3001");
        Assert.Contains("x of cell", problem.Message, StringComparison.Ordinal);
        Assert.Contains(" ms and 6 ms", problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("Try a smaller time step than 0.1 ms", problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void As_many_events_as_arrive_within_a_step_are_passed_on(Fidelity fidelity)
    {
        // Three sources send at 1 ms, and the relay one of its own at 2 ms; at 3.1 ms it passes three on, which take a step, and sends one of its own.
        Write("Relay.xml", $"""
            {Component} name="Relay"><Dynamics initial_regime="waits">
              <Regime name="waits"><OnEvent src_port="in" target_regime="waits"><EventOut port="out"/></OnEvent>
                <OnCondition target_regime="waits"><EventOut port="out"/><Trigger><MathInline>t &gt; 1.95 &amp;&amp; t &lt; 2.05 || t &gt; 3.05 &amp;&amp; t &lt; 3.15</MathInline></Trigger></OnCondition></Regime>
            </Dynamics><EventReceivePort name="in"/><EventSendPort name="out"/>{Ended}
            """);
        var network = Network("0.1", "Relay.xml", "out").Replace("size=\"1\" url=\"Relay.xml\"/>", "size=\"1\" url=\"Relay.xml\"><LL:Input src=\"three\" src_port=\"spike\" dst_port=\"in\"><AllToAllConnection/></LL:Input></LL:Neuron>", StringComparison.Ordinal)
            .Replace("<Population><Neuron name=\"cell\"", "<Population><Neuron name=\"three\" size=\"3\" url=\"SpikeSource\"/></Population><Population><Neuron name=\"cell\"", StringComparison.Ordinal);
        var x = Run(LowLevel(network), null, fidelity, more: """
            <TimeVaryingArrayInput name="spikes" target="three" port="spike" array_size="3"><TimePointArrayValue index="0" array_time="1,3" array_value="1,1"/>
              <TimePointArrayValue index="1" array_time="1,3" array_value="1,1"/><TimePointArrayValue index="2" array_time="1,3" array_value="1,1"/></TimeVaryingArrayInput>
            <LogOutput name="sent" target="source" port="out"/>
            """);
        Assert.Equal([7.5, 10, 20], x.Distinct().Skip(1));
        Assert.Equal(8, File.ReadLines(Path.Join(folder, "results", "source_out_log.csv")).Count());
    }

    /// <summary>Each of two connections scales the weight by the level of the instance that the list gives it, 3 · 2.5 and 2 · 2.5, or by the sum of what it hears.</summary>
    [Fact]
    public void Connections_listen_to_instances_at_none_of_their_ends()
    {
        Write("Level.xml", $"""{Component} name="Level"><Dynamics initial_regime="only"><Regime name="only"/><StateVariable name="level"/></Dynamics><AnalogSendPort name="level"/>{Ended}""");
        Write("Weight.xml", $"""
            {Component} name="Weight"><Dynamics initial_regime="only"><Regime name="only">
              <OnEvent src_port="in" target_regime="only"><StateAssignment variable="s"><MathInline>w*modulator</MathInline></StateAssignment><ImpulseOut port="s"/></OnEvent>
            </Regime><StateVariable name="s"/></Dynamics><EventReceivePort name="in"/><AnalogReceivePort name="modulator"/><ImpulseSendPort name="s"/><Parameter name="w"/>{Ended}
            """);
        var network = LowLevel(Network("0.1")).Replace("input_src_port=\"w\"", "input_src_port=\"s\"", StringComparison.Ordinal).Replace("name=\"cell\" size=\"1\"", "name=\"cell\" size=\"2\"", StringComparison.Ordinal)
            .Replace("</LL:SpineML>", "<LL:Group name=\"levels\" url=\"Level.xml\" size=\"2\"><Property name=\"level\"><ValueList><Value index=\"0\" value=\"2\"/><Value index=\"1\" value=\"3\"/></ValueList></Property></LL:Group></LL:SpineML>", StringComparison.Ordinal);
        string Fed(string rule) => network.Replace("</Property></LL:WeightUpdate>", $"</Property><LL:Input src=\"levels\" src_port=\"level\" dst_port=\"modulator\">{rule}</LL:Input></LL:WeightUpdate>", StringComparison.Ordinal);
        const string Delay = "<Delay><FixedValue value=\"0.1\"/></Delay>";
        var x = Run(Fed($"<ConnectionList>{Delay}<Connection src_neuron=\"1\" dst_neuron=\"0\"/><Connection src_neuron=\"0\" dst_neuron=\"1\"/></ConnectionList>"), "1");
        Assert.Equal([7.5, 5], x[^2..]);
        Assert.Equal([12.5, 12.5], Run(Fed($"<AllToAllConnection>{Delay}</AllToAllConnection>"), "1")[^2..]);
        Assert.Equal([7.5, 0], Run(Fed($"<ConnectionList>{Delay}<Connection src_neuron=\"1\" dst_neuron=\"0\"/></ConnectionList>"), "1")[^2..]);
    }

    [Fact]
    public void Two_links_to_one_port_both_count_once()
    {
        // Weight 2.5 over the projection; the generic input reaches the same port of each connection again.
        var twice = LowLevel(Network("0.1")).Replace("</Property></LL:WeightUpdate>", "</Property><LL:Input src=\"source\" src_port=\"spike\" dst_port=\"in\"><OneToOneConnection><Delay><FixedValue value=\"0.3\"/></Delay></OneToOneConnection></LL:Input></LL:WeightUpdate>", StringComparison.Ordinal)
            .Replace("url=\"SpikeSource\"/>", "url=\"SpikeSource\"></LL:Neuron>", StringComparison.Ordinal);
        var x = Run(twice, "1");
        Assert.Equal([0, 2.5, 2.5, 5], [x[10], x[11], x[12], x[13]]);
        Assert.Equal(5, x[^1]);
    }

    [Theory]
    [InlineData("", 11, 5)]
    [InlineData("<OneToOneConnection><Delay><FixedValue value=\"0.4\"/></Delay></OneToOneConnection>", 15, 5)]
    public void Weight_updates_reach_other_components_as_their_neurons(string connection, int step, double total)
    {
        // What `weight` sends, 2.5 at step 11, goes by the postsynapse to `cell`, and by a generic input to `other`, which hears it twice over two projections of its own.
        var network = LowLevel(Network("0.1")).Replace("</SpineML>", string.Empty, StringComparison.Ordinal).Replace("</LL:SpineML>", string.Empty, StringComparison.Ordinal);
        var other = $"<LL:Population><LL:Neuron name=\"other\" size=\"1\" url=\"Cell.xml\"><LL:Input src=\"weight\" src_port=\"w\" dst_port=\"in\">{connection}</LL:Input><LL:Input src=\"weight\" src_port=\"w\" dst_port=\"in\">{connection}</LL:Input></LL:Neuron></LL:Population>";
        var x = Run(network + other + "</LL:SpineML>", "1", of: "other");
        Assert.Equal(step, Array.FindIndex(x, value => value > 0));
        Assert.Equal(total, x[^1]);
    }

    [Theory]
    [InlineData("is_per_connection=\"1\"", 2, 0)]
    [InlineData("", 1, 2)]
    public void A_port_of_weight_updates_sends_per_connection_or_per_neuron(string attribute, int readers, double last)
    {
        // Two sources lead to one cell; the first has two spikes. The last reader sees the connection of the second source, or the sum over both.
        Write("Weight.xml", $"""
            {Component} name="Weight"><Dynamics initial_regime="only"><Regime name="only">
              <OnEvent src_port="in" target_regime="only"><StateAssignment variable="n"><MathInline>n + 1</MathInline></StateAssignment><ImpulseOut port="w"/></OnEvent>
            </Regime><StateVariable name="n"/></Dynamics><EventReceivePort name="in"/><AnalogSendPort name="n" {attribute}/><ImpulseSendPort name="w"/><Parameter name="w"/>{Ended}
            """);
        Write("Reader.xml", $"""
            {Component} name="Reader"><Dynamics initial_regime="only"><Alias name="x"><MathInline>n</MathInline></Alias><Regime name="only"/></Dynamics><AnalogReducePort name="n" reduce_op="+"/><AnalogSendPort name="x"/>{Ended}
            """);
        var network = LowLevel(Network("0")).Replace("name=\"source\" size=\"1\"", "name=\"source\" size=\"2\"", StringComparison.Ordinal)
            .Replace("</LL:SpineML>", $"<LL:Population><LL:Neuron name=\"reader\" size=\"{readers}\" url=\"Reader.xml\"><LL:Input src=\"weight\" src_port=\"n\" dst_port=\"n\"><OneToOneConnection/></LL:Input></LL:Neuron></LL:Population></LL:SpineML>", StringComparison.Ordinal);
        var x = Run(network, "1,2", of: "reader");
        Assert.Equal(60 * readers, x.Length);
        Assert.Equal(2, x[^readers]);
        Assert.Equal(last, x[^1]);
    }

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void Values_of_connections_with_delays_of_their_own_arrive_one_by_one(Fidelity fidelity)
    {
        // The clock's level is the number of steps it has done; three connections show it after 1, 3 and again 3 steps, which lists take one, and generic ones two, longer in the reference.
        Write("Clock.xml", $"""
            {Component} name="Clock"><Dynamics initial_regime="only"><Regime name="only">
              <TimeDerivative variable="level"><MathInline>10</MathInline></TimeDerivative>
            </Regime><StateVariable name="level"/></Dynamics><AnalogSendPort name="level"/>{Ended}
            """);
        Write("Reader.xml", $"""
            {Component} name="Reader"><Dynamics initial_regime="only"><Alias name="x"><MathInline>n</MathInline></Alias><Regime name="only"/></Dynamics><AnalogReducePort name="n" reduce_op="+"/><AnalogSendPort name="x"/>{Ended}
            """);
        const string List = """<ConnectionList><Connection src_neuron="0" dst_neuron="0" delay="0.1"/><Connection src_neuron="0" dst_neuron="1" delay="0.3"/><Connection src_neuron="0" dst_neuron="1" delay="0.3"/></ConnectionList>""";
        var network = LowLevel(Network("0"))
            .Replace("</LL:SpineML>", $"<LL:Population><LL:Neuron name=\"clock\" size=\"1\" url=\"Clock.xml\"/></LL:Population><LL:Population><LL:Neuron name=\"reader\" size=\"2\" url=\"Reader.xml\"><LL:Input src=\"clock\" src_port=\"level\" dst_port=\"n\">{List}</LL:Input></LL:Neuron></LL:Population></LL:SpineML>", StringComparison.Ordinal);
        var x = Run(network, "1", fidelity, "reader");
        var longer = fidelity == Fidelity.Brahms ? 2 : 0;
        for (var step = 10; step < 20; step++)
        {
            Assert.Equal(step + 1 - 1 - longer, x[2 * step], 4);
            Assert.Equal(2 * (step + 1 - 3 - longer), x[(2 * step) + 1], 4);
        }
    }

    [Theory]
    [InlineData(Fidelity.Native)]
    [InlineData(Fidelity.Brahms)]
    public void Connections_answer_events_from_elsewhere_at_once(Fidelity fidelity)
    {
        // Two cells, of which the list gives the second one its connection from the stranger, twice; the source itself never sends.
        var network = LowLevel(Network("0").Replace("name=\"cell\" size=\"1\"", "name=\"cell\" size=\"2\"", StringComparison.Ordinal))
            .Replace("</Property></LL:WeightUpdate>", "</Property><LL:Input src=\"stranger\" src_port=\"spike\" dst_port=\"in\"><ConnectionList><Connection src_neuron=\"0\" dst_neuron=\"1\"/><Connection src_neuron=\"1\" dst_neuron=\"1\"/></ConnectionList></LL:Input></LL:WeightUpdate>", StringComparison.Ordinal)
            .Replace("</LL:SpineML>", "<LL:Population><LL:Neuron name=\"stranger\" size=\"2\" url=\"SpikeSource\"/></LL:Population></LL:SpineML>", StringComparison.Ordinal);
        var x = Run(network, null, fidelity, more: "<TimeVaryingArrayInput name=\"spikes\" target=\"stranger\" port=\"spike\" array_size=\"2\"><TimePointArrayValue index=\"0\" array_time=\"1,3\" array_value=\"1,1\"/><TimePointArrayValue index=\"1\" array_time=\"3\" array_value=\"1\"/></TimeVaryingArrayInput>");
        Assert.All(x.Where((_, place) => place % 2 == 0), value => Assert.Equal(0, value));
        Assert.Equal([0, 2.5, 7.5], x.Where((_, place) => place % 2 == 1).Distinct());
    }

    [Fact]
    public void Impulses_have_a_limited_number_of_delays()
    {
        // Each delay takes a column for every sender.
        Write("Sender.xml", $"""
            {Component} name="Sender"><Dynamics initial_regime="only"><Regime name="only">
              <OnCondition target_regime="only"><ImpulseOut port="p"/><Trigger><MathInline>p &gt; 2.5</MathInline></Trigger></OnCondition>
            </Regime><StateVariable name="p"/></Dynamics><ImpulseSendPort name="p"/>{Ended}
            """);
        Write("Weight.xml", $"""
            {Component} name="Weight"><Dynamics initial_regime="only"><Regime name="only">
              <OnImpulse src_port="in" target_regime="only"><StateAssignment variable="w"><MathInline>in</MathInline></StateAssignment><ImpulseOut port="w"/></OnImpulse>
            </Regime><StateVariable name="w"/></Dynamics><ImpulseReceivePort name="in"/><ImpulseSendPort name="w"/>{Ended}
            """);
        string Listed(int count) => Network("0", "Sender.xml", "p").Replace("<AllToAllConnection><Delay dimension=\"ms\"><FixedValue value=\"0\"/></Delay></AllToAllConnection>", $"<ConnectionList>{string.Concat(Enumerable.Range(1, count).Select(static n => $"<Connection src_neuron=\"0\" dst_neuron=\"0\" delay=\"{n}\"/>"))}</ConnectionList>", StringComparison.Ordinal);
        Assert.Equal(["NG6506"], Refused(Listed(257)));
        Assert.NotEmpty(Run(Listed(256), null));
    }

    [Fact]
    public void An_experiment_sends_events_to_weight_updates_by_their_number()
    {
        var network = Network("0").Replace("name=\"cell\" size=\"1\"", "name=\"cell\" size=\"2\"", StringComparison.Ordinal);
        var x = Run(network, null, more: "<TimeVaryingArrayInput name=\"spikes\" target=\"weight\" port=\"in\" array_size=\"2\"><TimePointArrayValue index=\"1\" array_time=\"1,3\" array_value=\"1,1\"/></TimeVaryingArrayInput>");
        Assert.All(x.Where((_, place) => place % 2 == 0), value => Assert.Equal(0, value));
        Assert.Equal([0, 2.5, 5], x.Where((_, place) => place % 2 == 1).Distinct());
    }

    [Fact]
    public void A_population_elsewhere_modulates_weight_updates()
    {
        // The level of `mood` rises by 1 per ms; an event in step 10 carries 2.5 times what it is then, read in the same step.
        Write("Mood.xml", $"""
            {Component} name="Mood"><Dynamics initial_regime="only"><Regime name="only">
              <TimeDerivative variable="level"><MathInline>1</MathInline></TimeDerivative>
            </Regime><StateVariable name="level"/></Dynamics><AnalogSendPort name="level"/>{Ended}
            """);
        Write("Weight.xml", $"""
            {Component} name="Weight"><Dynamics initial_regime="only"><Regime name="only">
              <OnEvent src_port="in" target_regime="only"><StateAssignment variable="s"><MathInline>w*mood</MathInline></StateAssignment><ImpulseOut port="s"/></OnEvent>
            </Regime><StateVariable name="s"/></Dynamics><EventReceivePort name="in"/><AnalogReceivePort name="mood"/><ImpulseSendPort name="s"/><Parameter name="w"/>{Ended}
            """);
        var network = LowLevel(Network("0")).Replace("input_src_port=\"w\"", "input_src_port=\"s\"", StringComparison.Ordinal)
            .Replace("</Property></LL:WeightUpdate>", "</Property><LL:Input src=\"mood\" src_port=\"level\" dst_port=\"mood\"><FixedProbabilityConnection probability=\"1\" seed=\"1\"/></LL:Input></LL:WeightUpdate>", StringComparison.Ordinal)
            .Replace("</LL:SpineML>", "<LL:Population><LL:Neuron name=\"mood\" size=\"1\" url=\"Mood.xml\"/></LL:Population></LL:SpineML>", StringComparison.Ordinal);
        var x = Run(network, "1");
        Assert.Equal(10, Array.FindIndex(x, value => value > 0));
        Assert.Equal(2.5 * 1.1, x[^1], 12);
    }

    [Fact]
    public void What_cannot_be_run_is_refused_with_its_place()
    {
        Write("Cell.xml", $"""
            {Component} name="Cell"><Dynamics initial_regime="only"><Regime name="only">
              <OnImpulse src_port="in" target_regime="only"><StateAssignment variable="x"><MathInline>x + in</MathInline></StateAssignment></OnImpulse>
              <OnCondition target_regime="only"><EventOut port="spike"/><Trigger><MathInline>x &gt; 1</MathInline></Trigger></OnCondition>
            </Regime><StateVariable name="x"/></Dynamics><ImpulseReceivePort name="in"/><AnalogSendPort name="x"/><EventSendPort name="spike"/>{Ended}
            """);
        Assert.Equal("NG6504", Assert.Single(Refused(Network("0").Replace("<Neuron name=\"source\" size=\"1\" url=\"SpikeSource\"/>", "<Neuron name=\"source\" size=\"1\" url=\"Cell.xml\"/>", StringComparison.Ordinal).Replace("dst_population=\"cell\"", "dst_population=\"source\"", StringComparison.Ordinal))));
        Assert.Contains("NG6502", Refused(Network("0").Replace("size=\"1\"", "size=\"2000000000\"", StringComparison.Ordinal)));
        Assert.Contains("NG6502", Refused(Network("0").Replace("size=\"1\"", "size=\"3000000\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("NG6501", "<AllToAllConnection>", "<OneToOneConnection>", "</AllToAllConnection>", "</OneToOneConnection>", "name=\"cell\" size=\"1\"", "name=\"cell\" size=\"2\"")]
    [InlineData("NG6503", "<FixedValue value=\"2.5\"/>", "<ValueList><Value index=\"7\" value=\"1\"/></ValueList>")]
    public void What_does_not_fit_is_refused(string code, params string[] changes)
    {
        var network = Network("0.1");
        for (var change = 0; change < changes.Length; change += 2)
            network = network.Replace(changes[change], changes[change + 1], StringComparison.Ordinal);
        Assert.Contains(code, Refused(network));
    }

    [Fact]
    public void Inputs_and_outputs_have_to_be_of_instances_that_exist()
    {
        Assert.Equal(["NG6507", "NG6508"], Refused(Network("0.1"), "1", "<ConstantInput name=\"more\" target=\"source\" port=\"spike\" target_indices=\"5\" value=\"1\"/><LogOutput name=\"y\" target=\"cell\" port=\"x\" indices=\"3\"/>"));
        Assert.Equal(["NG6507"], Refused(Network("0.1"), "1", "<ExternalInput name=\"more\" target=\"source\" port=\"spike\" target_indices=\"5\" tcp_port=\"50091\"/>"));
        Assert.Equal(["NG6530"], Refused(Network("0.1"), "1", "<ExternalInput name=\"more\" target=\"source\" port=\"spike\"/>"));
    }

    [Fact]
    public void A_delay_between_two_steps_is_rounded_and_told_of()
    {
        Write("model.xml", Network("0.26"));
        var run = Experiment("1", Path.Join(folder, "results"));
        Assert.Contains(run.Diagnostics, one => one.Code == "NG6505" && one.Severity == Severity.Warning);
        Assert.Equal(13, Array.FindIndex(Run(Network("0.26"), "1"), value => value > 0));
    }

    private static string LowLevel(string network) => network
        .Replace("<SpineML xmlns", "<LL:SpineML xmlns:LL=\"http://www.shef.ac.uk/SpineMLLowLevelNetworkLayer\" xmlns", StringComparison.Ordinal).Replace("</SpineML>", "</LL:SpineML>", StringComparison.Ordinal)
        .Replace("Population>", "LL:Population>", StringComparison.Ordinal).Replace("<Neuron", "<LL:Neuron", StringComparison.Ordinal)
        .Replace("<Projection", "<LL:Projection", StringComparison.Ordinal).Replace("</Projection", "</LL:Projection", StringComparison.Ordinal)
        .Replace("<Synapse", "<LL:Synapse", StringComparison.Ordinal).Replace("</Synapse", "</LL:Synapse", StringComparison.Ordinal)
        .Replace("<WeightUpdate", "<LL:WeightUpdate", StringComparison.Ordinal).Replace("</WeightUpdate", "</LL:WeightUpdate", StringComparison.Ordinal).Replace("<PostSynapse", "<LL:PostSynapse", StringComparison.Ordinal);

    private static string Network(string delay, string source = "SpikeSource", string port = "spike") => $"""
        <SpineML xmlns="http://www.shef.ac.uk/SpineMLNetworkLayer" name="net">
          <Population><Neuron name="source" size="1" url="{source}"/>
            <Projection dst_population="cell"><Synapse>
              <AllToAllConnection><Delay dimension="ms"><FixedValue value="{delay}"/></Delay></AllToAllConnection>
              <WeightUpdate name="weight" url="Weight.xml" input_src_port="{port}" input_dst_port="in"><Property name="w"><FixedValue value="2.5"/></Property></WeightUpdate>
              <PostSynapse name="pass" url="Pass.xml" input_src_port="w" input_dst_port="in" output_src_port="y" output_dst_port="in"/>
            </Synapse></Projection>
          </Population>
          <Population><Neuron name="cell" size="1" url="Cell.xml"/></Population>
        </SpineML>
        """;

    [Fact]
    public void What_is_not_valid_does_not_run()
    {
        Write("model.xml", Network("0").Replace("dst_population=\"cell\"", "dst_population=\"cel\"", StringComparison.Ordinal));
        Assert.Equal("NG6301", Assert.Single(Experiment(null).Diagnostics).Code);
    }

    [Theory]
    [InlineData(2, "rk2")]
    [InlineData(5, "rk5")]
    [InlineData(7, "rk8")]
    [InlineData(12, "rk12")]
    public void An_experiment_has_the_order_it_asks_for(int order, string method)
    {
        // x = 1/(1 + 9 e^-t): what is left of the error tells the order.
        Write("Cell.xml", $"""
            {Component} name="Cell"><Dynamics initial_regime="only"><Regime name="only">
              <TimeDerivative variable="x"><MathInline>x*(1 - x)</MathInline></TimeDerivative>
            </Regime><StateVariable name="x"/></Dynamics><ImpulseReceivePort name="in"/><AnalogSendPort name="x"/>{Ended}
            """);
        Write("model.xml", Network("1").Replace("size=\"1\" url=\"Cell.xml\"/>", "size=\"1\" url=\"Cell.xml\"><Property name=\"x\"><FixedValue value=\"0.1\"/></Property></Neuron>", StringComparison.Ordinal));
        WriteExperiment(null, string.Empty);
        var path = Path.Join(folder, "experiment.xml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("<EulerIntegration dt=\"0.1\"/>", $"<RungeKuttaIntegration dt=\"1\" order=\"{order}\"/>", StringComparison.Ordinal));
        var asked = LastOf(new RunOptions());
        Assert.Equal(asked, LastOf(new RunOptions { Method = method }));
        Assert.NotEqual(asked, LastOf(new RunOptions { Method = "rk4" }));

        double LastOf(RunOptions options)
        {
            Assert.Equal(RunOutcome.Completed, NeuralModel.Load(path).Prepare(options with { OutputFolder = folder }).Run().Outcome);
            return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(folder, "cell_x_log.bin"))).ToArray()[^1];
        }
    }

    [Fact]
    public void An_order_beyond_twelve_is_refused()
    {
        Write("model.xml", Network("1"));
        WriteExperiment(null, string.Empty);
        var path = Path.Join(folder, "experiment.xml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("<EulerIntegration dt=\"0.1\"/>", "<RungeKuttaIntegration dt=\"1\" order=\"13\"/>", StringComparison.Ordinal));
        Assert.Equal("NG2001", Assert.Single(NeuralModel.Load(path).Prepare(new RunOptions()).Diagnostics, one => one.Severity == Severity.Error).Code);
    }

    // What the builder says by itself, whether validation would have found it or not.
    private string[] Refused(string network, string? times = null, string more = "")
    {
        Write("model.xml", network);
        WriteExperiment(times, more);
        var model = SpineMLModel.Load(Path.Join(folder, "experiment.xml"));
        var experiment = ((ExperimentDocument)model.Document!).Experiments[0];
        var found = new DiagnosticBag();
        Assert.Null(SpineMLBuilder.Build(model.NetworkOf(experiment)!, experiment, new BuildOptions(), found));
        return [.. found.Where(one => one.Severity == Severity.Error).Select(one => one.Code).Distinct()];
    }

    private double[] Run(string network, string? times, Fidelity? fidelity = null, string of = "cell", string more = "")
    {
        Write("model.xml", network);
        var results = Path.Join(folder, "results");
        WriteExperiment(times, of == "cell" ? more : $"<LogOutput name=\"more\" target=\"{of}\" port=\"x\"/>");
        var run = NeuralModel.Load(Path.Join(folder, "experiment.xml")).Prepare(new RunOptions { OutputFolder = results, Fidelity = fidelity });
        Assert.Equal(string.Empty, string.Join("\n", run.Diagnostics.Where(one => one.Severity == Severity.Error)));
        Assert.Equal(RunOutcome.Completed, run.Run().Outcome);
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Join(results, $"{of}_x_log.bin"))).ToArray();
    }

    private PreparedRun Experiment(string? times, string? results = null)
    {
        WriteExperiment(times, string.Empty);
        return NeuralModel.Load(Path.Join(folder, "experiment.xml")).Prepare(new RunOptions { OutputFolder = results });
    }

    private void WriteExperiment(string? times, string more)
    {
        var input = times is null ? string.Empty
            : $"""<TimeVaryingArrayInput name="spikes" target="source" port="spike" array_size="1"><TimePointArrayValue index="0" array_time="{times}" array_value="{string.Join(',', times.Split(',').Select(_ => "1"))}"/></TimeVaryingArrayInput>""";
        Write("experiment.xml", $"""
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLExperimentLayer"><Experiment name="e"><Model network_layer_url="model.xml"/>
              <Simulation duration="0.006"><EulerIntegration dt="0.1"/></Simulation>{input}<LogOutput name="x" target="cell" port="x"/>{more}
            </Experiment></SpineML>
            """);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Join(folder, file), text);
}
