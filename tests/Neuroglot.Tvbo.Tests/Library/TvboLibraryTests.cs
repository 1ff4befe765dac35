using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Neuroglot.Tvbo.Writing;

namespace Neuroglot.Tvbo.Tests.Library;

/// <summary>The entries of the library are right.</summary>
public sealed class TvboLibraryTests
{
    public static TheoryData<string, EntryKind> Entries
    {
        get
        {
            var data = new TheoryData<string, EntryKind>();
            foreach (var entry in TvboLibrary.Entries)
                data.Add(entry.Name, entry.Kind);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Nothing_is_wrong_with_an_entry(string name, EntryKind kind)
    {
        var diagnostics = new DiagnosticBag();
        var document = TvboLibrary.Load(name, kind, SourceSpan.None, diagnostics)!;
        TvboValidation.Check(document, diagnostics);
        Assert.Empty(diagnostics);
        Assert.True(kind == EntryKind.Experiment || document.Name == name, document.Name);
        Assert.False(string.IsNullOrEmpty(document.Label), "it has no label");
        Assert.False(string.IsNullOrEmpty(document.Description), "it has no description");
        if (document is Dynamics or Coupling)
            Assert.Contains(document.Kept, static one => one.Key == "references" && one.Value.Items.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Writing_and_reading_an_entry_gives_it_again(string name, EntryKind kind)
    {
        var diagnostics = new DiagnosticBag();
        var first = TvboWriter.Write(TvboLibrary.Load(name, kind, SourceSpan.None, diagnostics)!);
        var again = TvboReader.Read(first, "again.yaml", null, diagnostics)!;
        TvboValidation.Check(again, diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(first, TvboWriter.Write(again));
    }

    [Fact]
    public void Programs_open_entries_by_name()
    {
        Assert.Equal(["y0", "y1", "y2", "y3", "y4", "y5"], Dynamics.FromDb("JansenRit").StateVariables.Select(static one => one.Name));
        Assert.Equal("s", SimulationExperiment.FromDb("FitzHughNagumo_Ex9").Integration.TimeScale);
        var problem = Assert.Throws<TvboException>(static () => Dynamics.FromDb("JansenRitt"));
        Assert.Equal("error NG7060: The library has no dynamics `JansenRitt`. (did you mean `JansenRit`?)", problem.Message);
        Assert.Equal("NG7061", Assert.Throws<TvboException>(static () => Dynamics.FromDb("Ring8")).Diagnostics[0].Code);
        Assert.Equal("NG7061", Assert.Throws<TvboException>(static () => Dynamics.FromString("dynamics: JansenRit")).Diagnostics[0].Code);
    }
}
