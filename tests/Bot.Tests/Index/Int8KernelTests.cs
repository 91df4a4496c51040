using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ReleaseBot.Index.Sqlite;

namespace ReleaseBot.Index;

public sealed class Int8KernelTests
{
    private delegate int Kernel(ref sbyte rows, nuint start, ref short question, nuint length);

    public static TheoryData<int> Lengths => [32, 64, 384, 1024];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Kernels_of_every_width_give_the_sum_of_products(int length)
    {
        var random = new Random(length);
        var rows = new sbyte[3 * length];
        var question = new short[length];
        for (var round = 0; round < 20; round++)
        {
            // The first round has the greatest magnitudes, where sums could overflow.
            Fill(rows, () => (sbyte)(round == 0 ? -127 : random.Next(-127, 128)));
            Fill(question, () => (short)(round == 0 ? 127 : random.Next(-127, 128)));
            var expected = Enumerable.Range(0, length).Sum(i => rows[length + i] * question[i]);
            Assert.Equal(expected, Run(Int8Kernel.Portable, rows, question));
            if (Avx2.IsSupported)
            {
                Assert.Equal(expected, Run(Int8Kernel.Half, rows, question));
            }

            if (Avx512BW.IsSupported)
            {
                Assert.Equal(expected, Run(Int8Kernel.Wide, rows, question));
            }
        }
    }

    [Fact]
    public void Quantize_keeps_each_component_within_half_a_unit()
    {
        var vector = new Samples(1).Dense();
        var bytes = new sbyte[vector.Length];
        var scale = Int8Kernel.Quantize(vector, bytes);
        Assert.Equal(127, bytes.Max(value => Math.Abs((int)value)));
        Assert.All(vector.Index(), component => Assert.InRange(component.Item - (bytes[component.Index] * scale), -0.501f * scale, 0.501f * scale));
    }

    [Fact]
    public void Quantize_zero_vector_gives_zeros()
    {
        var bytes = new sbyte[4];
        Assert.Equal(0, Int8Kernel.Quantize(new float[4], bytes));
        Assert.Equal(new sbyte[4], bytes);
    }

    private static int Run(Kernel kernel, sbyte[] rows, short[] question) =>
        kernel(ref MemoryMarshal.GetArrayDataReference(rows), (nuint)question.Length, ref MemoryMarshal.GetArrayDataReference(question), (nuint)question.Length);

    private static void Fill<T>(T[] array, Func<T> value)
    {
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = value();
        }
    }
}
