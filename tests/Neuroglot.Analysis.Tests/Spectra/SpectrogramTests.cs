using Neuroglot.Numerics;
using Xunit;

namespace Neuroglot.Analysis.Tests.Spectra;

public sealed class SpectrogramTests
{
    [Fact]
    public void Each_column_is_the_periodogram_of_its_segment()
    {
        double[] signal = [.. Enumerable.Range(0, 100).Select(static step => Elementary.Sin(step * (1 + step / 50.0)))];
        var spectrogram = Spectrogram.Of(signal, 0.001, 40, hop: 20);
        Assert.Equal([0.02, 0.04, 0.06, 0.08], spectrogram.Times.Select(static time => Math.Round(time, 12)));
        for (var column = 0; column < 4; column++)
        {
            var expected = PowerSpectrum.Periodogram(signal.AsSpan(20 * column, 40), 0.001, SpectralWindow.Hann);
            Assert.Equal([.. expected.Densities], spectrogram.Densities.Where((_, index) => index % 4 == column).ToArray());
        }

        Assert.Throws<ArgumentException>(() => Spectrogram.Of(signal, 0.001, 101));
        Assert.Throws<ArgumentOutOfRangeException>(() => Spectrogram.Of(signal, 0.001, 40, hop: 0));
    }
}
