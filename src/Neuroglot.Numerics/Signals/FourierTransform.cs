namespace Neuroglot.Numerics;

/// <summary>
/// The discrete Fourier transform X_k = Σ x_n exp(-2πi kn/N), for any N: J. W. Cooley and J. W. Tukey (Mathematics of Computation 19 (1965), 297) where N is a power of two, else by a
/// convolution after L. I. Bluestein (IEEE Transactions on Audio and Electroacoustics 18 (1970), 451). Its error grows as log N. The same bits on every machine.
/// </summary>
public static class FourierTransform
{
    /// <summary>Transforms in place, without a factor.</summary>
    /// <param name="real">Real parts.</param>
    /// <param name="imaginary">Imaginary parts, as many.</param>
    /// <exception cref="ArgumentException">There are not as many imaginary parts as real ones.</exception>
    public static void Forward(Span<double> real, Span<double> imaginary)
    {
        if (real.Length != imaginary.Length)
            throw new ArgumentException($"There are {real.Length} real and {imaginary.Length} imaginary parts.", nameof(imaginary));
        if (real.Length < 2)
            return;
        if ((real.Length & (real.Length - 1)) == 0)
            PowerOfTwo(real, imaginary);
        else
            AnyLength(real, imaginary);
    }

    /// <summary>The inverse of <see cref="Forward"/>: x_n = Σ X_k exp(2πi kn/N) / N.</summary>
    /// <param name="real">Real parts.</param>
    /// <param name="imaginary">Imaginary parts, as many.</param>
    /// <exception cref="ArgumentException">There are not as many imaginary parts as real ones.</exception>
    public static void Inverse(Span<double> real, Span<double> imaginary)
    {
        // Swapping both parts conjugates, up to a factor that swapping back takes away.
        Forward(imaginary, real);
        for (var n = 0; n < real.Length; n++)
        {
            real[n] /= real.Length;
            imaginary[n] /= real.Length;
        }
    }

    private static void PowerOfTwo(Span<double> real, Span<double> imaginary)
    {
        var length = real.Length;
        for (int n = 1, reversed = 0; n < length; n++)
        {
            var bit = length >> 1;
            for (; (reversed & bit) != 0; bit >>= 1)
                reversed ^= bit;
            reversed ^= bit;
            if (n >= reversed)
                continue;
            (real[n], real[reversed]) = (real[reversed], real[n]);
            (imaginary[n], imaginary[reversed]) = (imaginary[reversed], imaginary[n]);
        }

        var (cosines, sines) = Roots(length, length / 2);
        for (var half = 1; half < length; half *= 2)
        {
            var stride = length / (2 * half);
            for (var start = 0; start < length; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (c, s) = (cosines[k * stride], -sines[k * stride]);
                    var (even, odd) = (start + k, start + k + half);
                    var (x, y) = ((real[odd] * c) - (imaginary[odd] * s), (real[odd] * s) + (imaginary[odd] * c));
                    (real[odd], imaginary[odd]) = (real[even] - x, imaginary[even] - y);
                    (real[even], imaginary[even]) = (real[even] + x, imaginary[even] + y);
                }
            }
        }
    }

    // kn = (k² + n² - (k - n)²)/2 makes the transform a convolution with exp(πi n²/N), which a transform of twice the length or more carries out.
    private static void AnyLength(Span<double> real, Span<double> imaginary)
    {
        var length = real.Length;
        var padded = 1;
        while (padded < (2L * length) - 1)
            padded = checked(padded * 2);
        var (cosines, sines) = Roots(2 * (long)length, 2 * length);
        double[] a = new double[padded], b = new double[padded], c = new double[padded], d = new double[padded];
        for (var n = 0; n < length; n++)
        {
            // n² modulo 2N keeps the angle small, and so exact.
            var place = (int)((long)n * n % (2L * length));
            var (cosine, sine) = (cosines[place], sines[place]);
            a[n] = (real[n] * cosine) + (imaginary[n] * sine);
            b[n] = (imaginary[n] * cosine) - (real[n] * sine);
            (c[n], d[n]) = (cosine, sine);
            if (n > 0)
                (c[padded - n], d[padded - n]) = (cosine, sine);
        }

        Forward(a, b);
        Forward(c, d);
        for (var n = 0; n < padded; n++)
            (a[n], b[n]) = ((a[n] * c[n]) - (b[n] * d[n]), (a[n] * d[n]) + (b[n] * c[n]));
        Inverse(a, b);
        for (var k = 0; k < length; k++)
        {
            var place = (int)((long)k * k % (2L * length));
            real[k] = (a[k] * cosines[place]) + (b[k] * sines[place]);
            imaginary[k] = (b[k] * cosines[place]) - (a[k] * sines[place]);
        }
    }

    // cos and sin of 2πk/N for the first k.
    private static (double[] Cosines, double[] Sines) Roots(long period, int count)
    {
        var (cosines, sines) = (new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            var angle = 2 * Math.PI * k / period;
            (cosines[k], sines[k]) = (Elementary.Cos(angle), Elementary.Sin(angle));
        }

        return (cosines, sines);
    }
}
