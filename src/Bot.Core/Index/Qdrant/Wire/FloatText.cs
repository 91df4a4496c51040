using System.Globalization;

namespace ReleaseBot.Index.Qdrant.Wire;

/// <summary>
/// Floats as the shortest decimals that read back to them, several times as fast as the framework writes them for the sizes that vectors
/// hold. Most of the time of storing passages is spent here.
/// </summary>
internal static class FloatText
{
    /// <summary>Most bytes of a number.</summary>
    public const int Longest = 16;

    // Nine significant digits tell any float from its neighbours (IEEE 754, 5.12.2); few need less than seven.
    private const int SurelyEnough = 9;
    private const int FirstTried = 7;

    private const double Smallest = 1e-5;
    private const double Largest = 10;

    private static ReadOnlySpan<double> PowersOfTen => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

    /// <summary>Writes a finite number; gives its length.</summary>
    /// <exception cref="ArgumentException">JSON has no such number.</exception>
    public static int Write(float value, Span<byte> to)
    {
        if (!float.IsFinite(value))
        {
            throw new ArgumentException($"{value} is no number of JSON.", nameof(value));
        }

        var size = Math.Abs((double)value);
        if (size is >= Smallest and < Largest && Shortest(size) is (var digits, var decimals and >= 0))
        {
            var sign = value < 0 ? 1 : 0;
            to[0] = (byte)'-';
            return sign + Write(digits, decimals, to[sign..]);
        }

        value.TryFormat(to, out var written, provider: CultureInfo.InvariantCulture);
        return written;
    }

    // The number times a power of ten, and that power; -1 where nothing came back. The check reads as the server does: to the nearest
    // double, then to a float.
    private static (long Digits, int Decimals) Shortest(double size)
    {
        var before = size >= 1 ? 1 : size >= 1e-1 ? 0 : size >= 1e-2 ? -1 : size >= 1e-3 ? -2 : size >= 1e-4 ? -3 : -4;
        var value = (float)size;
        for (var decimals = FirstTried - before; decimals <= SurelyEnough - before; decimals++)
        {
            var digits = Digits(size, decimals);
            if (ComesBack(digits, decimals, value))
            {
                return decimals == FirstTried - before ? Shortened(size, digits, decimals) : (digits, decimals);
            }
        }

        return (0, -1);
    }

    private static (long Digits, int Decimals) Shortened(double size, long digits, int decimals)
    {
        while (decimals > 0 && Digits(size, decimals - 1) is var fewer && ComesBack(fewer, decimals - 1, (float)size))
        {
            (digits, decimals) = (fewer, decimals - 1);
        }

        return (digits, decimals);
    }

    private static long Digits(double size, int decimals) => (long)((size * PowersOfTen[decimals]) + 0.5);

    private static bool ComesBack(long digits, int decimals, float value) => (float)(digits / PowersOfTen[decimals]) == value;

    private static int Write(long digits, int decimals, Span<byte> to)
    {
        var length = decimals == 0 ? 1 : decimals + 2;
        var left = (uint)digits;
        for (var i = length - 1; i > 1; i--)
        {
            var rest = left / 10;
            to[i] = (byte)('0' + left - (rest * 10));
            left = rest;
        }

        if (decimals > 0)
        {
            to[1] = (byte)'.';
        }

        to[0] = (byte)('0' + left);
        return length;
    }
}
