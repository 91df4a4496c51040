using System.Runtime.InteropServices;

namespace ReleaseBot.Operations;

/// <summary>How the C library hands out memory to the models.</summary>
internal static partial class NativeMemory
{
    // M_ARENA_MAX of glibc's malloc.h.
    private const int ArenaMax = -8;
    private const int Arenas = 2;

    /// <summary>
    /// Lets all threads share two heaps. By default glibc opens one for each of up to 8 threads a processor, and each keeps the most a
    /// model run ever needed: 440 MB resident instead of 325 MB after 160 questions over 800 releases, at the same speed. Only glibc
    /// has the setting; elsewhere nothing happens.
    /// </summary>
    public static void ShareHeaps()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallOpt(ArenaMax, Arenas);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl and others.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
