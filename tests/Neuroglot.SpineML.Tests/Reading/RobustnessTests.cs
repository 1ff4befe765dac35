using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Reading;

namespace Neuroglot.SpineML.Tests.Reading;

/// <summary>No text makes reading or validation throw or hang.</summary>
public sealed class RobustnessTests : IDisposable
{
    private readonly ModelFiles files = new();

    public static TheoryData<string> Files => ["leaky.xml", "model.xml", "experiment0.xml", "rows.xml"];

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Cut_off_files_are_reported(string file)
    {
        var text = File.ReadAllText(files.PathOf(file));
        for (var length = 0; length < text.Length - 1; length++)
        {
            var found = new DiagnosticBag();
            SpineMLReader.ReadText(text[..length], file, SpineMLReaderOptions.Default, found);
            Assert.Contains(found, static one => one is { Severity: Severity.Error, Code: "NG1001" });
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Changed_files_are_read_or_reported(string file)
    {
        var text = File.ReadAllText(files.PathOf(file));
        var random = new Dice(20261121);
        var words = text.Split(['<', '>', '"', ' ', '=', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (file == "rows.xml")
            files.Change("model.xml", "</LL:Neuron>", "</LL:Neuron><Layout url=\"rows.xml\"/>");
        for (var round = 0; round < 200; round++)
        {
            var at = random.Next(text.Length);
            var changed = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(text.Length - at, random.Next(1, 20))),
                1 => text.Insert(at, words[random.Next(words.Length)]),
                2 => text.Replace(words[random.Next(words.Length)], words[random.Next(words.Length)], StringComparison.Ordinal),
                _ => text[..at] + (char)random.Next(1, 0x3000) + text[(at + 1)..],
            };
            files.Write(file, changed);
            files.Validate("experiment0.xml", isStrict: true);
        }

        files.Write(file, text);
        Assert.DoesNotContain(files.Validate("experiment0.xml"), static one => one.Severity == Severity.Error);
    }

    [Fact]
    public void Deep_elements_and_long_chains_of_aliases_do_not_exhaust_the_stack()
    {
        var found = new DiagnosticBag();
        var deep = string.Concat(Enumerable.Repeat("<x>", 100_000)) + string.Concat(Enumerable.Repeat("</x>", 100_000));
        SpineMLReader.ReadText(ModelFiles.ComponentStart + deep + "</SpineML>", "m.xml", SpineMLReaderOptions.Default, found);
        Assert.Contains(found, static one => one.Code == "NG1002");

        var aliases = string.Concat(Enumerable.Range(0, 2000).Select(static i => $"<Alias name=\"a{i}\"><MathInline>a{i + 1}</MathInline></Alias>"));
        files.Change("leaky.xml", "<Alias name=\"limit\"", aliases + "<Alias name=\"a2000\"><MathInline>a0</MathInline></Alias><Alias name=\"limit\"");
        Assert.Contains(files.Validate("leaky.xml"), static one => one.Code == "NG6207");
    }

    [Fact]
    public void Files_that_name_each_other_are_read_once()
    {
        files.Change("experiment0.xml", "model.xml", "experiment0.xml");
        Assert.Contains(files.Validate("experiment0.xml"), static one => one.Code == "NG6102");
    }
}
