using Microsoft.ML.Tokenizers;

namespace ReleaseBot.Answers.Generation;

/// <summary>Counts tokens as OpenAI's newer models do (o200k_base); for other models that is an estimate, usually within a fifth.</summary>
internal sealed class TokenCounter
{
    private readonly Lazy<TiktokenTokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>Tokens of <paramref name="text"/>.</summary>
    public int Count(string text) => _tokenizer.Value.CountTokens(text);
}
