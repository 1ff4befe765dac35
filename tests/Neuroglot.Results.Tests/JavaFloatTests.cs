using System.Globalization;
using FsCheck.Fluent;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Results.Tests;

public sealed class JavaFloatTests
{
    /// <summary>Bits and text of 375 numbers as JDK 17 prints them.</summary>
    [Fact]
    public void Prints_what_Java_prints()
    {
        using var reader = new StreamReader(typeof(JavaFloatTests).Assembly.GetManifestResourceStream("Neuroglot.Results.Tests.JavaFloatKnownAnswers.txt")!);
        var count = 0;
        for (; reader.ReadLine() is { } line; count++)
            Assert.Equal(line[9..], JavaFloat.Format(BitConverter.UInt32BitsToSingle(uint.Parse(line.AsSpan(0, 8), NumberStyles.HexNumber))));
        Assert.Equal(375, count);
    }

    /// <summary>A million bit patterns; the checksum of their texts was computed by the same loop on JDK 17.</summary>
    [Fact]
    public void A_million_random_numbers_have_the_checksum_of_Javas_texts()
    {
        var x = 0x9E3779B97F4A7C15UL;
        var hash = 0xcbf29ce484222325UL;
        Span<byte> text = stackalloc byte[JavaFloat.MaxLength];
        for (var i = 0; i < 1_000_000; i++)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            foreach (var b in text[..JavaFloat.Format(BitConverter.UInt32BitsToSingle((uint)(x >> 32)), text)])
                hash = (hash ^ b) * 0x100000001b3UL;
        }
        Assert.Equal(0x254161214a9749f4UL, hash);
    }

    [Fact]
    public void What_is_printed_reads_back_to_the_same_number() =>
        Prop.ForAll(ArbMap.Default.ArbFor<float>(), static value => float.Parse(JavaFloat.Format(value)).Equals(value)).Holds();
}
