using System.IO.Compression;
using Neuroglot.SpineML.Loading;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>The Vogels–Abbott benchmark with its lists as the reference tools expanded it, unpacked into a folder of its own, and the reference simulator's logs.</summary>
internal sealed class PreflightedBenchmark(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    private static string Name => Path.Join("spineml-reference", "brahms_brette");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The experiment with its network; null, after saying so, where there is none beside the checkout.</summary>
    public SpineMLModel? Load()
    {
        if (ConformanceData.Folder(Path.Join(Name, "preflighted_model"), output) is not { } model)
            return null;
        foreach (var file in Directory.GetFiles(model))
        {
            var isPacked = file.EndsWith(".gz", StringComparison.Ordinal);
            using var plain = File.Create(Path.Join(folder, isPacked ? Path.GetFileNameWithoutExtension(file) : Path.GetFileName(file)));
            using Stream original = isPacked ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
            original.CopyTo(plain);
        }

        return SpineMLModel.Load(Path.Join(folder, "experiment0.xml"));
    }

    /// <summary>The text of a log of the reference simulator.</summary>
    public string Log(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Join(ConformanceData.Root, Name, file)), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
