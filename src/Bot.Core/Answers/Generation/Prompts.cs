using System.Security.Cryptography;
using System.Text;

namespace ReleaseBot.Answers.Generation;

/// <summary>The prompts in use.</summary>
internal sealed class Prompts
{
    /// <summary>Reads them, strictly.</summary>
    /// <exception cref="PromptException">One is missing or wrong.</exception>
    public Prompts(LlmOptions options)
    {
        Answer = Prompt.Load(options.PromptDirectory, "answer", ["boundary", "sentences", "sources", "question", "today"]);
        Rewrite = Prompt.Load(options.PromptDirectory, "rewrite-question", ["boundary", "conversation", "question"]);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Answer.Hash + Rewrite.Hash)))[..16];
    }

    /// <summary>Answers from sources.</summary>
    public Prompt Answer { get; }

    /// <summary>Makes a follow-up stand alone.</summary>
    public Prompt Rewrite { get; }

    /// <summary>Hash over both.</summary>
    public string Hash { get; }
}
