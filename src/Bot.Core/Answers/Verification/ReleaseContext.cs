namespace ReleaseBot.Answers.Verification;

/// <summary>Everything the releases of a sentence's evidence say, and what is wrong with the sentence whichever of their sentences are quoted: found once.</summary>
internal sealed class ReleaseContext
{
    private readonly Lazy<string?> _roles;
    private readonly Lazy<NameClaim?> _replaced;

    /// <summary>Takes <paramref name="texts"/> for <paramref name="sentence"/>; nothing is looked for before it is asked.</summary>
    public ReleaseContext(SentenceReading sentence, IReadOnlyList<EvidenceText> texts)
    {
        Texts = texts;
        Readings = [.. texts.SelectMany(text => text.Readings)];
        _roles = new(() => Roles.Fault(sentence, Readings));
        _replaced = new(() => Replacements.Find(sentence, texts));
    }

    /// <summary>What the releases say, as far as it is known.</summary>
    public IReadOnlyList<EvidenceText> Texts { get; }

    /// <summary>Their sentences and headlines.</summary>
    public IReadOnlyList<SentenceReading> Readings { get; }

    /// <summary>Who did what to whom is turned round; null when it is not.</summary>
    public string? RolesFault => _roles.Value;

    /// <summary>The name that stands for another; null when there is none.</summary>
    public NameClaim? Replaced => _replaced.Value;
}
