using System.Globalization;
using System.Text;
using CsCheck;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant;

public sealed class FloatTextTests
{
    [Theory]
    [InlineData(0f, "0")]
    [InlineData(1f, "1")]
    [InlineData(-1.5f, "-1.5")]
    [InlineData(0.1f, "0.1")]
    [InlineData(-0.05f, "-0.05")]
    [InlineData(0.00002f, "0.00002")]
    [InlineData(0.00001f, "1E-05")]
    [InlineData(9.999999f, "9.999999")]
    [InlineData(0.99999994f, "0.99999994")]
    [InlineData(0.33333334f, "0.33333334")]
    [InlineData(1.6652868f, "1.6652868")]
    [InlineData(123456.7f, "123456.7")]
    public void Number_is_written_shortest(float value, string text) => Assert.Equal(text, Write(value));

    [Fact]
    public void Every_finite_number_reads_back_to_the_bit_and_none_is_longer_than_the_frameworks() => Gen.Int.Sample(bits =>
    {
        var value = BitConverter.Int32BitsToSingle(bits);
        if (float.IsFinite(value))
        {
            AssertShortest(value);
        }
    }, iter: 200_000);

    [Fact]
    public void Numbers_of_unit_vectors_read_back_to_the_bit_and_none_is_longer_than_the_frameworks() =>
        Gen.Float[-1.2f, 1.2f].Sample(AssertShortest, iter: 500_000);

    [Fact]
    public void Neighbours_of_powers_of_ten_read_back_to_the_bit()
    {
        for (var power = 1e-7f; power < 1e7f; power *= 10)
        {
            var value = power;
            for (var i = 0; i < 200; i++)
            {
                AssertShortest(value);
                value = MathF.BitIncrement(value);
            }

            for (var i = 0; i < 400; i++)
            {
                AssertShortest(-value);
                value = MathF.BitDecrement(value);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_json_has_no_number_for_is_refused(float value) => Assert.Throws<ArgumentException>(() => Write(value));

    private static void AssertShortest(float value)
    {
        var text = Write(value);
        Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits((float)double.Parse(text, CultureInfo.InvariantCulture)));
        Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)));
        var frameworks = value.ToString(CultureInfo.InvariantCulture);
        Assert.True(text.Length <= frameworks.Length || frameworks.Contains('E', StringComparison.Ordinal), $"{text} for {frameworks}");
    }

    private static string Write(float value)
    {
        var text = new byte[FloatText.Longest];
        return Encoding.ASCII.GetString(text, 0, FloatText.Write(value, text));
    }
}
