using System.Text.Json;
using FsCheck.Fluent;
using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Brian.Tests.Exchange;

public sealed class BrianJsonTests
{
    [Fact]
    public void A_network_with_everything_comes_back() => Same(SampleNetworks.Everything);

    [Fact]
    public void Any_network_comes_back() => Prop.ForAll(SampleNetworks.Any.ToArbitrary(), Same).Holds(300);

    [Fact]
    public void Defaults_and_empty_lists_stay_what_they_are()
    {
        var network = Read("""{"format":"brian-network","version":1,"objects":[{"type":"StateMonitor","name":"m","source":"g","variables":["v"]},{"type":"StateMonitor","name":"n","source":{"group":"g","start":2},"variables":[],"record":[]}],"runs":[{"duration":0.5}]}""")!;
        Assert.Equal("network", network.Name);
        Assert.Equal(1e-4, network.Runs[0].Step);
        Assert.Null(network.Runs[0].Namespace);
        Assert.True(((StateMonitor)network.Objects[0]).Record.IsDefault);
        Assert.True(((StateMonitor)network.Objects[1]).Record is { IsDefault: false, Length: 0 });
        Assert.Equal(new GroupRange("g", 2), ((StateMonitor)network.Objects[1]).Source);
    }

    [Fact]
    public void Numbers_keep_every_bit()
    {
        double[] numbers = [0.1 + 0.2, double.Epsilon, -0.0, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300];
        var network = new BrianNetwork([], [new BrianRun(1) { Before = [new Initializer("g", "v", new BrianValue.List([.. numbers], default))] }]) { Seed = ulong.MaxValue };
        var back = Read(BrianJson.Write(network))!;
        Assert.Equal(ulong.MaxValue, back.Seed);
        var values = Assert.IsType<BrianValue.List>(Assert.IsType<Initializer>(back.Runs[0].Before[0]).Value).Values;
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), values.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Streams_and_texts_are_the_same()
    {
        using var stream = new MemoryStream();
        BrianJson.Write(SampleNetworks.Everything, stream);
        stream.Position = 0;
        var diagnostics = new DiagnosticBag();
        Assert.Equal(BrianJson.Write(SampleNetworks.Everything), BrianJson.Write(BrianJson.Read(stream, "net", diagnostics)!));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("", "NG5200", 1, 1)]
    [InlineData("{\n  \"format\": nothing }", "NG5200", 2, 14)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "NG5200", 1, 33)]
    [InlineData("{\"format\":\"\\ud800\"}", "NG5200", 1, 11)]
    [InlineData("{} {}", "NG5200", 1, 4)]
    [InlineData("[]", "NG5203", 1, 1)]
    public void What_is_no_network_is_told(string text, string code, int line, int column)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(BrianJson.Read(text, "net", diagnostics));
        Assert.Contains(diagnostics, one => one.Code == code && one.Span == new SourceSpan("net", line, column));
    }

    [Theory]
    [InlineData("NG5201", "$.objects[0]", 2, 75, """{"type":"NeuronGroup","name":"g","count":1,"equations":"x : 1","treshold":"x > 1"}""")]
    [InlineData("NG5202", "$.objects[0]", 2, 12, """{"type":"NeuronGroup","name":"g","equations":"x : 1"}""")]
    [InlineData("NG5202", "$.objects[0]", 2, 12, """{"name":"g"}""")]
    [InlineData("NG5203", "$.objects[0].count", 2, 53, """{"type":"NeuronGroup","name":"g","count":"1","equations":"x : 1"}""")]
    [InlineData("NG5203", "$.objects[0]", 2, 12, "true")]
    [InlineData("NG5203", "$.objects[0].variables[1]", 2, 76, """{"type":"StateMonitor","name":"m","source":"g","variables":["v",1]}""")]
    [InlineData("NG5204", "$.objects[0].count", 2, 53, """{"type":"NeuronGroup","name":"g","count":-1,"equations":"x : 1"}""")]
    [InlineData("NG5204", "$.objects[0].count", 2, 53, """{"type":"NeuronGroup","name":"g","count":1e30,"equations":"x : 1"}""")]
    [InlineData("NG5204", "$.objects[0].type", 2, 20, """{"type":"NeuronGroups","name":"g"}""")]
    [InlineData("NG5204", "$.objects[0].name", 2, 46, """{"type":"NetworkOperation","name":"../../x"}""")]
    [InlineData("NG5205", "$.objects[0]", 2, 50, """{"type":"NetworkOperation","name":"g","name":"h"}""")]
    public void Mistakes_are_told_with_path_and_place(string code, string path, int line, int column, string one)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(BrianJson.Read($"{{\"format\":\"brian-network\",\"version\":1,\"runs\":[],\n\"objects\":[{one}]}}", "net", diagnostics));
        var found = Assert.Single(diagnostics);
        Assert.Equal(code, found.Code);
        Assert.StartsWith(path + ":", found.Message, StringComparison.Ordinal);
        Assert.Equal(line, found.Span.Line);
        Assert.Equal(column, found.Span.Column);
    }

    [Fact]
    public void Mistakes_in_equations_have_their_place_in_the_file()
    {
        var diagnostics = new DiagnosticBag();
        const string Text = "{\"format\":\"brian-network\",\"version\":1,\"runs\":[],\n\"objects\":[{\"type\":\"NeuronGroup\",\"name\":\"g\",\"count\":1,\"equations\":[\n  \"x : 1\",\n  \"y : mvolt\"]}]}";
        Assert.Null(BrianJson.Read(Text, "net", diagnostics));
        Assert.Equal(new SourceSpan("net", 4, 8), Assert.Single(diagnostics).Span);
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        var diagnostics = new DiagnosticBag();
        const string Text = """
            {"format": "nml", "version": 2, "sed": 1, "schedule": "start", "objects": [{"type": "PoissonGroup", "name": "p", "count": 1, "rates": 1},
              {"type": "PoissonGroup", "name": "p", "count": 0.5, "rates": {"value": true}}],
             "runs": [{"duration": -1, "step": 0, "before": [{"type": "Connect", "synapses": "s", "i": [1, 2], "j": [1]}, {"type": "Set", "object": "p", "variable": "x", "value": {"values": [1, "a"]}}],
               "namespace": {"a b": 1, "f": {"type": "Function", "parameters": ["x"], "arguments": []}, "s": {"type": "TimedArray", "values": [1, 2, 3], "columns": 2, "step": 1}}}]}
            """;
        Assert.Null(BrianJson.Read(Text, "net", diagnostics));
        Assert.Equal(
            ["NG5105", "NG5201", "NG5203", "NG5203", "NG5203", "NG5204", "NG5204", "NG5204", "NG5204", "NG5204", "NG5204", "NG5204", "NG5204", "NG5204"],
            diagnostics.Select(one => one.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whatever_the_text_is_reading_never_throws()
    {
        var sample = BrianJson.Write(SampleNetworks.Everything);
        string[] pieces = ["{", "}", "[", "]", ",", ":", "\"", "null", "-1", "1e999", "true", "\\ud800", "\0", "é", "9999999999", "\"type\"", "{}", "[1,\"a\"]", "\"x\":1,"];
        var damaged = from start in Gen.Choose(0, sample.Length - 1)
                      from length in Gen.Choose(0, 12)
                      from piece in Gen.Elements(pieces)
                      select sample.Remove(start, Math.Min(length, sample.Length - start)).Insert(start, piece);
        Prop.ForAll(damaged.ToArbitrary(), ReadsOrTells).Holds(1000);
        for (var length = 0; length < sample.Length; length += 7)
            ReadsOrTells(sample[..length]);

        static void ReadsOrTells(string text)
        {
            var diagnostics = new DiagnosticBag();
            Assert.True(BrianJson.Read(text, "net", diagnostics) is not null || diagnostics.HasErrors);
            foreach (var one in diagnostics)
                Assert.True(one.Span.Line > 0 && one.Span.Column > 0, one.ToString());
        }
    }

    [Fact]
    public void Any_value_in_place_of_another_is_read_or_told()
    {
        using var document = JsonDocument.Parse(BrianJson.Write(SampleNetworks.Everything));
        var texts = new HashSet<string>();
        Collect(document.RootElement);
        var sample = BrianJson.Write(SampleNetworks.Everything);
        foreach (var raw in texts)
        {
            foreach (var other in (string[])["null", "1", "-2.5", "\"x\"", "[]", "{}", "[[]]", "{\"type\":1}", "true"])
            {
                var diagnostics = new DiagnosticBag();
                var at = sample.IndexOf(raw, StringComparison.Ordinal);
                Assert.True(BrianJson.Read(sample[..at] + other + sample[(at + raw.Length)..], "net", diagnostics) is not null || diagnostics.HasErrors);
            }
        }

        void Collect(JsonElement element)
        {
            texts.Add(element.GetRawText());
            foreach (var inner in element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(one => one.Value) : [])
                Collect(inner);
        }
    }

    private static BrianNetwork? Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var network = BrianJson.Read(text, "net", diagnostics);
        Assert.Empty(diagnostics);
        return network;
    }

    private static void Same(BrianNetwork network)
    {
        var text = BrianJson.Write(network);
        var back = Read(text)!;
        Assert.Equal(text, BrianJson.Write(back));
        Assert.Equal(network.Objects.Select(one => one.GetType()), back.Objects.Select(one => one.GetType()));
        Assert.Equal(network.Objects.OfType<NeuronGroup>().Select(one => one.Equations), back.Objects.OfType<NeuronGroup>().Select(one => one.Equations));
    }
}
