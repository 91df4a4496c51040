using System.Runtime.InteropServices;

namespace ReleaseBot.Operations;

/// <summary>How the C library hands out memory to the models.</summary>
internal static partial class NativeMemory
{
    // Parameters of glibc's malloc.h.
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    private const int LargeBlock = 1 << 20;

    /// <summary>
    /// Lets threads share the heaps there are, and gives large blocks back at once. By default glibc opens a heap for each of up to
    /// 8 threads a processor, and each keeps the most a model run ever needed: after 160 questions over 800 releases 440 MB were
    /// resident instead of 355 MB, for 2% less processor time. Only glibc has these settings; elsewhere nothing happens.
    /// </summary>
    public static void Economise()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallOpt(ArenaMax, 1);
            _ = MallOpt(MmapThreshold, LargeBlock);
            _ = MallOpt(TrimThreshold, LargeBlock);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl and others.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
