using Neuroglot.Numerics;

namespace Neuroglot.Analysis;

/// <summary>How a stretch of signal is weighted before its spectrum is taken. All are periodic: the first weight would follow the last.</summary>
/// <remarks>F. J. Harris, Proceedings of the IEEE 66 (1978), 51.</remarks>
public enum SpectralWindow
{
    /// <summary>Equal weights.</summary>
    Rectangular,

    /// <summary>(1 - cos(2πn/N))/2.</summary>
    Hann,

    /// <summary>0.54 - 0.46 cos(2πn/N).</summary>
    Hamming,

    /// <summary>0.42 - 0.5 cos(2πn/N) + 0.08 cos(4πn/N).</summary>
    Blackman,
}

/// <summary>The weights of windows.</summary>
internal static class SpectralWindowWeights
{
    public static double[] Weights(this SpectralWindow window, int length)
    {
        var weights = new double[length];
        for (var n = 0; n < length; n++)
        {
            var angle = 2 * Math.PI * n / length;
            weights[n] = window switch
            {
                SpectralWindow.Rectangular => 1,
                SpectralWindow.Hann => 0.5 - (0.5 * Elementary.Cos(angle)),
                SpectralWindow.Hamming => 0.54 - (0.46 * Elementary.Cos(angle)),
                SpectralWindow.Blackman => 0.42 - (0.5 * Elementary.Cos(angle)) + (0.08 * Elementary.Cos(2 * angle)),
                _ => throw new ArgumentOutOfRangeException(nameof(window), window, "There is no such window."),
            };
        }

        return weights;
    }
}
