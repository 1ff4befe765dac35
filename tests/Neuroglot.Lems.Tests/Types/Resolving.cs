using System.Collections.Immutable;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Types;

/// <summary>Reads and resolves a few definitions, with the dimensions and units that they commonly need.</summary>
internal static class Resolving
{
    /// <summary>Line of the first line of a test's text.</summary>
    public const int FirstLine = 2;

    private const string Head =
        "<Lems><Dimension name='time' t='1'/><Dimension name='per_time' t='-1'/><Dimension name='voltage' m='1' l='2' t='-3' i='-1'/>"
        + "<Dimension name='current' i='1'/><Dimension name='resistance' m='1' l='2' t='-3' i='-2'/><Dimension name='temperature' k='1'/>"
        + "<Unit symbol='s' dimension='time'/><Unit symbol='ms' dimension='time' power='-3'/><Unit symbol='min' dimension='time' scale='60'/>"
        + "<Unit symbol='mV' dimension='voltage' power='-3'/><Unit symbol='nA' dimension='current' power='-9'/>"
        + "<Unit symbol='degC' dimension='temperature' offset='273.15'/>\n";

    public static (LemsModel Model, ImmutableArray<Diagnostic> Diagnostics) Both(string text)
    {
        var read = LemsReader.ReadText(Head + text + "</Lems>", "m.xml", new LemsReaderOptions { UseBuiltInLibrary = false });
        var bag = new DiagnosticBag();
        bag.AddRange(read.Diagnostics);
        return (LemsModel.Resolve(read.Document!, bag), [.. bag]);
    }

    public static LemsModel Model(string text)
    {
        var (model, diagnostics) = Both(text);
        Assert.Empty(diagnostics);
        return model;
    }
}
