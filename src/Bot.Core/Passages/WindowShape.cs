namespace ReleaseBot.Passages;

/// <summary>How long windows are.</summary>
/// <param name="Sentences">A window closes at so many sentences,</param>
/// <param name="FewestCharacters">once it has this many characters, so that lists of short lines do not become crumbs.</param>
/// <param name="MostCharacters">It takes in no sentence that would make it longer.</param>
public sealed record WindowShape(int Sentences, int FewestCharacters, int MostCharacters)
{
    /// <summary>
    /// As the bot cuts releases. The reader was trained on 40 to 110 tokens, about 5 characters each; what other lengths do is in
    /// tests/Bot.Benchmarks/results/curve.md.
    /// </summary>
    public static WindowShape Default { get; } = new(Sentences: 3, FewestCharacters: 220, MostCharacters: 720);
}
