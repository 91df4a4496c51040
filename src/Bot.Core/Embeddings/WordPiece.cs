using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;
using ReleaseBot.Releases;

namespace ReleaseBot.Embeddings;

/// <summary>
/// BERT's uncased WordPiece tokenizer, which also says where in the original text each token stands. Words are found and folded
/// here, because the library's BertTokenizer reports positions in its own folded text and folds nothing without ICU; the library
/// then cuts each word into pieces. Safe for concurrent use.
/// </summary>
/// <remarks>Rules as in huggingface/tokenizers' BertNormalizer and BertPreTokenizer, which the reference ids come from.</remarks>
public sealed class WordPiece
{
    /// <summary>Id of [CLS], which opens every sequence.</summary>
    public const int Classify = 101;

    /// <summary>Id of [SEP], which closes every sequence and parts a question from its passage.</summary>
    public const int Separator = 102;

    private const string Unknown = "[UNK]";

    /// <summary>Longer words, in code points, are one unknown token ("max_input_chars_per_word" of the reference tokenizer).</summary>
    private const int LongestWord = 100;

    private static readonly string[] SpecialTokens = ["[PAD]", Unknown, "[CLS]", "[SEP]", "[MASK]"];

    private readonly WordPieceTokenizer _pieces;
    private readonly Dictionary<string, int> _specialIds;
    private readonly int _unknownId;

    private WordPiece(WordPieceTokenizer pieces)
    {
        _pieces = pieces;
        _specialIds = SpecialTokens.ToDictionary(token => token, token => pieces.EncodeToIds(token, false, false)[0]);
        _unknownId = _specialIds[Unknown];
    }

    /// <summary>Reads vocab.txt of the model folder.</summary>
    /// <exception cref="ModelException">The file is missing, altered or no BERT vocabulary.</exception>
    public static WordPiece Load(EmbeddingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Load(ModelFile.Find(options.ModelDirectory, "vocab.txt", options.VerifyModels).Path);
    }

    /// <summary>Reads a vocabulary: one token a line, its id the line's number from 0.</summary>
    /// <exception cref="ModelException">The file cannot be read or is no BERT vocabulary.</exception>
    public static WordPiece Load(string path)
    {
        try
        {
            var tokenizer = new WordPiece(WordPieceTokenizer.Create(path, new WordPieceOptions
            {
                UnknownToken = Unknown,
                MaxInputCharsPerWord = 2 * LongestWord,
            }));
            return tokenizer._specialIds["[CLS]"] == Classify && tokenizer._specialIds["[SEP]"] == Separator
                ? tokenizer
                : throw new ModelException($"{path} is not the vocabulary of the models: [CLS] must be entry {Classify}, [SEP] entry {Separator}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            throw new ModelException($"The vocabulary {path} cannot be read: {e.Message} Restore the Models folder of the release.", e);
        }
    }

    /// <summary>The first <paramref name="maxTokens"/> tokens of a text.</summary>
    public TokenSequence Encode(string text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        var output = new TokenBuffer(maxTokens);
        var word = new WordBuffer();
        for (var at = 0; at < text.Length && !output.Full;)
        {
            if (SpecialAt(text, at) is { } special)
            {
                Flush(word, output);
                output.Add(_specialIds[special], new TextSpan(at, at + special.Length));
                at += special.Length;
                continue;
            }

            // a lone surrogate decodes to U+FFFD, which is dropped below
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            Read(rune, new TextSpan(at, at + length), word, output);
            at += length;
        }

        Flush(word, output);
        return output.ToSequence();
    }

    private void Read(Rune rune, TextSpan at, WordBuffer word, TokenBuffer output)
    {
        if (CharacterClasses.IsDropped(rune))
        {
            return;
        }

        if (Rune.IsWhiteSpace(rune))
        {
            Flush(word, output);
        }
        else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
        {
            word.Extend(at.End);
        }
        else if (CharacterClasses.IsIdeograph(rune))
        {
            Flush(word, output);
            Append(rune, at, word, output);
            Flush(word, output);
        }
        else
        {
            Append(rune, at, word, output);
        }
    }

    /// <summary>Adds the letter without accents, in lower case; punctuation is a word of its own.</summary>
    private void Append(Rune rune, TextSpan at, WordBuffer word, TokenBuffer output)
    {
        Span<char> letters = stackalloc char[3];
        foreach (var letter in letters[..BaseLetters.Write(rune, letters)].EnumerateRunes())
        {
            if (CharacterClasses.IsPunctuation(letter))
            {
                Flush(word, output);
                word.Add(letter, at);
                Flush(word, output);
            }
            else
            {
                word.Add(Rune.ToLowerInvariant(letter), at);
            }
        }
    }

    private void Flush(WordBuffer word, TokenBuffer output)
    {
        if (word.Length == 0)
        {
            return;
        }

        if (word.Runes > LongestWord)
        {
            output.Add(_unknownId, word.SpanOf(0, word.Length));
        }
        else
        {
            foreach (var piece in _pieces.EncodeToTokens(word.Letters, out _, false, false))
            {
                output.Add(piece.Id, word.SpanOf(piece.Offset.Start.Value, piece.Offset.End.Value));
            }
        }

        word.Clear();
    }

    private static string? SpecialAt(string text, int at) => text[at] == '['
        ? Array.Find(SpecialTokens, token => string.CompareOrdinal(text, at, token, 0, token.Length) == 0)
        : null;
}
