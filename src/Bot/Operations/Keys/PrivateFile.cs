namespace ReleaseBot.Operations;

/// <summary>Small files with secrets, readable by their owner only, written whole or not at all.</summary>
internal static class PrivateFile
{
    /// <summary>Puts <paramref name="bytes"/> in place of the file.</summary>
    /// <exception cref="OperationsException">The folder cannot be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes) => Write(path, bytes, isReplacing: true);

    /// <summary>Makes the file, unless it is there by now; then what is there stays.</summary>
    /// <exception cref="OperationsException">The folder cannot be written.</exception>
    public static void CreateOnce(string path, ReadOnlySpan<byte> bytes) => Write(path, bytes, isReplacing: false);

    private static void Write(string path, ReadOnlySpan<byte> bytes, bool isReplacing)
    {
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(beside, options))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            if (isReplacing || !File.Exists(path))
            {
                File.Move(beside, path, isReplacing);
            }
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            if (isReplacing || !File.Exists(path))
            {
                throw new OperationsException($"{path} cannot be written: {failure.Message} Let this user write the folder, or name another file.", failure);
            }
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
