using System.Security.Cryptography;
using System.Text;

namespace ReleaseBot.Answers.Generation;

/// <summary>
/// A word that stands in none of the given texts, made from a hash over all of them: nobody who writes one of the texts can know it. Equal
/// texts give an equal word, so that a prompt can be repeated.
/// </summary>
internal static class Boundary
{
    private const int Length = 20;

    /// <summary>The word for <paramref name="texts"/>.</summary>
    public static string Of(IReadOnlyCollection<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        var word = Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
        while (texts.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            word = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(word)))[..Length];
        }

        return word;
    }

    /// <summary>The text between two lines that hold the word.</summary>
    public static string Enclose(string boundary, string label, string text) => $"--- {boundary} {label}\n{text}\n--- {boundary} end of {label}";
}
