using System.Diagnostics;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Cli.Tests;

/// <summary>Damaged copies of the examples go through reading, validating, describing and preparing: nothing throws, and all of it ends soon.</summary>
public sealed class RobustnessTests(ITestOutputHelper output) : IDisposable
{
    private const int Mutants = 300;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly string[] Pieces =
        ["<", ">", "/", "\"", "=", "&", "&#0;", "<!--", "-->", "]]>", "<!DOCTYPE x>", "-", "(", "..", "*", "[", "[*]", ":", "1e999", "1e9", "999999999999", "-1", "NaN", "mV", "\0", "\u00ff", "\n", " id=\"0\"", "<x/>"];

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Damaged_models_end_in_diagnostics()
    {
        var random = new Draws(20240917);
        var examples = Directory.GetFiles(Path.Combine(DocumentationTests.Root, "examples"), "LEMS_*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var clock = Stopwatch.StartNew();
        var done = 0;
        var wrong = 0;
        for (; done < Mutants && clock.Elapsed < Longest; done++)
        {
            var main = examples[random.Next(examples.Length)];
            var copy = Path.Combine(folder, $"{done}");
            Directory.CreateDirectory(copy);
            var files = Directory.GetFiles(Path.GetDirectoryName(main)!).Where(static file => file.EndsWith("ml", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
            foreach (var file in files)
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            var victim = Path.Combine(copy, Path.GetFileName(files[random.Next(files.Length)]));
            var text = Damage(File.ReadAllText(victim), random);
            // In one byte per letter, so that what is not ASCII is no valid UTF-8 either.
            File.WriteAllBytes(victim, Encoding.Latin1.GetBytes(text));
            var took = Stopwatch.StartNew();
            var failure = Record.Exception(() => wrong += Handle(Path.Combine(copy, Path.GetFileName(main))) ? 1 : 0);
            Assert.True(failure is null, $"mutant {done} of {victim}: {failure}\n{text}");
            Assert.True(took.Elapsed < TimeSpan.FromSeconds(10), $"mutant {done} of {victim} took {took.Elapsed}\n{text}");
        }

        output.WriteLine($"{done} mutants, {wrong} of them wrong, in {clock.Elapsed}");
        Assert.True(wrong > done / 3, "most damage is damage");
    }

    private static bool Handle(string path)
    {
        var model = NeuralModel.Load(path);
        var found = model.Validate();
        Assert.All(found, static one => Assert.Matches("^NG[0-9]{4}$", one.Code));
        var errors = found.Any(static one => one.Severity == Severity.Error);
        if (!model.IsUsable)
        {
            Assert.True(errors, "a model that cannot be used has an error");
            return true;
        }

        _ = model.Describe();
        var run = model.Prepare(new RunOptions { WriteFiles = false });
        _ = run.Plan;
        return errors || !run.CanRun;
    }

    private static string Damage(string text, Draws random)
    {
        switch (random.Next(5))
        {
            case 0:
                return text[..random.Next(text.Length)];
            case 1:
                var start = random.Next(text.Length);
                return text.Remove(start, Math.Min(text.Length - start, 1 + random.Next(80)));
            case 2:
                return text.Insert(random.Next(text.Length), Pieces[random.Next(Pieces.Length)]);
            case 3:
                // A value in place of another leaves the XML whole, so that the damage reaches what lies behind it.
                var parts = text.Split('"');
                if (parts.Length < 5)
                    return text;
                parts[1 + 2 * random.Next((parts.Length - 1) / 2)] = random.Next(3) == 0 ? Pieces[random.Next(Pieces.Length)] : parts[1 + 2 * random.Next((parts.Length - 1) / 2)];
                return string.Join('"', parts);
            default:
                var lines = text.Split('\n');
                var from = random.Next(lines.Length);
                var to = random.Next(lines.Length);
                (lines[from], lines[to]) = (lines[to], random.Next(2) == 0 ? lines[from] : string.Empty);
                return string.Join('\n', lines);
        }
    }

    /// <summary>The same damage in every run.</summary>
    private sealed class Draws(ulong state)
    {
        public int Next(int bound)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            return (int)((state >> 33) % (ulong)Math.Max(1, bound));
        }
    }
}
