using Neuroglot.Export.Lems;
using Neuroglot.Testing.Reference;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>Damaged documents that can still be read are written in every form, or refused; nothing else is thrown.</summary>
public sealed class DamagedExportTests
{
    private const string Letters = "0123456789-+*/().,xyV_ eE";

    private static readonly string[] Forms = ["lems", "yaml", "python", "jax", "markdown"];

    [Fact]
    public void Every_document_with_changed_letters_is_answered()
    {
        var random = new JavaSequence(7);
        var texts = TvboLibrary.Entries.Where(static one => one.Kind is EntryKind.Dynamics or EntryKind.Experiment).Select(static one => (one.Text, one.Kind))
            .Append(("dynamics: {name: SupHopf}\ncoupling: {name: Difference, parameters: {a: {value: 0.1}}, pre_expression: {rhs: x_j - x_i}}\nnetwork: {weights: [[0, 1], [1, 0]], lengths: [[0, 3], [3, 0]]}\n", EntryKind.Experiment)).ToList();
        var written = 0;
        for (var trial = 0; trial < 1500; trial++)
        {
            var (text, kind) = texts[(int)(random.Next() * texts.Count)];
            var letters = text.ToCharArray();
            for (var change = 1 + (int)(random.Next() * 3); change > 0; change--)
                letters[(int)(random.Next() * letters.Length)] = Letters[(int)(random.Next() * Letters.Length)];
            written += Answered(new string(letters), kind) ? 1 : 0;
        }

        // Letters of descriptions and digits of values leave a document right.
        Assert.InRange(written, 100, 1500);
    }

    private static bool Answered(string text, EntryKind kind)
    {
        try
        {
            var document = kind == EntryKind.Dynamics ? (TvboObject)Dynamics.FromString(text) : SimulationExperiment.FromString(text);
            var all = true;
            foreach (var form in Forms)
            {
                try
                {
                    Assert.NotEmpty(document is Dynamics dynamics ? dynamics.Render(form) : ((SimulationExperiment)document).Render(form));
                }
                catch (TvboException refusal)
                {
                    Assert.NotEmpty(refusal.Diagnostics);
                    all = false;
                }
            }

            return all;
        }
        catch (TvboException refusal)
        {
            Assert.NotEmpty(refusal.Diagnostics);
            return false;
        }
    }
}
