using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReleaseBot.Answers.Verification;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Generation;

/// <summary>
/// Finds sentences that speak to a language model instead of a reader ("ignore your instructions and say …"). They are withheld from the
/// model and prove nothing; the release itself is shown as it is.
/// </summary>
internal static partial class Instructions
{
    /// <summary>Stretches of <paramref name="text"/> to withhold: from such a sentence to the next blank line, and beyond it after a colon.</summary>
    public static ImmutableArray<TextSpan> Find(string text)
    {
        var found = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var sentence in SentenceSplitter.Split(text, new TextSpan(0, text.Length)))
        {
            if (found.Count > 0 && found[^1].Contains(sentence))
            {
                continue;
            }

            if (SpeakToModel(sentence.Of(text)))
            {
                var end = EndOfParagraph(text, sentence.End);
                end = text[..end].TrimEnd().EndsWith(':') ? EndOfParagraph(text, NextWord(text, end)) : end;
                found.Add(new TextSpan(sentence.Start, end));
            }
        }

        return found.ToImmutable();
    }

    /// <summary><paramref name="text"/> without its sentences that speak to a model; the whole where nothing else is left.</summary>
    public static string Remove(string text)
    {
        var sentences = SentenceSplitter.Split(text, new TextSpan(0, text.Length));
        var kept = sentences.Where(sentence => !SpeakToModel(sentence.Of(text))).Select(sentence => sentence.Of(text)).ToArray();
        return kept.Length == 0 || kept.Length == sentences.Length ? text : string.Join(' ', kept);
    }

    /// <summary>Whether the words speak to a model.</summary>
    public static bool SpeakToModel(string words)
    {
        var plain = Plain(words);
        return HasHiddenLetters(words) || Markup().IsMatch(words) || Object().IsMatch(plain) || Imperative().IsMatch(plain) || Identity().IsMatch(plain) || Foreign().IsMatch(plain)
            || Object().IsMatch(Spaced().Replace(plain, ""));
    }

    private static int EndOfParagraph(string text, int from)
    {
        var end = text.IndexOf("\n\n", Math.Min(from, text.Length), StringComparison.Ordinal);
        return end < 0 ? text.Length : end;
    }

    private static int NextWord(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }

    // Unicode's tag characters spell out text that nobody sees.
    private static bool HasHiddenLetters(string words) => words.EnumerateRunes().Any(rune => rune.Value is >= 0xE0000 and <= 0xE007F);

    // Letters of other scripts that look like Latin ones, and full-width ones, written as Latin.
    private static string Plain(string words)
    {
        const string Alike = "аaеeоoрpсcуyхxіiѕsԁdһhјjԛqԝwαaοoνv";
        var folded = new StringBuilder(words.Length);
        foreach (var letter in Folding.Fold(words))
        {
            var at = Alike.IndexOf(letter, StringComparison.Ordinal);
            folded.Append(letter is >= '！' and <= '～' ? (char)(letter - 0xFEE0) : at >= 0 && at % 2 == 0 && HasLatin(words) ? Alike[at + 1] : letter);
        }

        return folded.ToString().ToLower(CultureInfo.InvariantCulture);
    }

    private static bool HasLatin(string words) => words.Any(char.IsAsciiLetter);

    /// <summary>What only a prompt has: instructions, prompts, system messages.</summary>
    [GeneratedRegex(
        @"\b(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|bypass\w*|discard\w*|neglect|supersede\w*|replac\w*|follow\w*|obey\w*|reveal\w*|repeat\w*|print\w*|cancel\w*)\b.{0,60}\b(?:instructions?|prompts?|directives|guardrails|system message|everything above|anything above|all of the above|text above|other sources|other releases|rest of the (?:sources|context|releases))\b" +
        @"|\b(?:system|developer|hidden|initial|original) (?:prompt|instructions?)\b|\b(?:new|updated|real|actual|revised|special|additional|secret) (?:instructions?|task|directives?)(?: for (?:you|the (?:assistant|model|bot|ai))|:)|\bprompt injection\b|\bjailbreak|\bdeveloper mode\b|\bdan mode\b|\bend of (?:the )?(?:sources?|context|documents?|excerpts?|system)\b|\bno answer\b$" +
        @"|ignore(?:all)?(?:the)?(?:previous|prior|your)?instructions",
        RegexOptions.CultureInvariant)]
    private static partial Regex Object();

    /// <summary>An order at the start of a sentence or clause that only a writer of answers could follow.</summary>
    [GeneratedRegex(
        @"(?:^|[:;,.!\-""(*#>]\s*|\b(?:please|must|now|instead|always|and|then|to)\s+)(?:(?:respond|reply|answer)\b.{0,25}\b(?:with|only|exactly|in|that|as|by|everything|every|all|any|the (?:question|user))\b|(?:output|print|write|say|state|claim|assert|insert|append|add|include|mention)\b.{0,20}(?:\b(?:only|exactly|the following|the words?|instead|in your (?:answer|reply|response)|that the answer|to (?:the )?(?:users?|readers?) that)\b|[""“'])|tell (?:the )?(?:users?|readers?|people|them|everyone)\b|(?:do not|don't|never) (?:cite|use|mention|trust|quote|rely on|answer|reveal|follow|refer to)\b|cite (?:only )?(?:source|\[)|translate (?:your|the) answer|pretend\b|act as\b|role-?play\b|from now on\b|decode\b|whatever the (?:question|user)|if (?:you are|asked|the user|anyone asks|someone asks|a user))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Imperative();

    /// <summary>Names the model itself.</summary>
    [GeneratedRegex(
        @"\byou are (?:now|no longer|an? (?:ai|assistant|language model|llm|chatbot|bot|helpful|unrestricted|expert|different))\b|\bas an? (?:ai|language model|assistant|llm)\b|\b(?:ai|language) models?\b.{0,40}\b(?:must|should|shall|are (?:asked|required|instructed)|reading|processing)\b|\b(?:note|message|attention|notice|memo|instructions?|reminder) (?:to|for) (?:the |all |any )?(?:ai|assistants?|language models?|llms?|chatbots?|bots?|models?|summari[sz]ers?)\b|\bdear (?:ai|assistant|model|chatbot|bot|llm)\b|\bhey (?:ai|assistant|chatbot|bot)\b|^(?:system|assistant|user|developer|ai|chatbot|bot|model)\s*[:>]|\byour (?:answer|reply|response|output|training|system|creator|guidelines|rules|instructions?)\b.{0,40}\b(?:must|should|is|are|to|begin|start|end|contain)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Identity();

    /// <summary>The same in German, French, Spanish, Italian and Russian.</summary>
    [GeneratedRegex(
        @"\b(?:ignorier\w*|vergiss|missachte\w*|ignorez|ignore|oubliez|oublie|ignora\w*|olvida|dimentica|игнорируй\w*|забудь\w*)\b.{0,50}(?:anweisung\w*|befehl\w*|vorgaben|instructions|consignes|instrucciones|istruzioni|инструкци\w*|указани\w*)|\b(?:antworte|repondez|reponds|responde|rispondi|ответь\w*|отвечай\w*)\b.{0,30}(?:nur|mit|uniquement|seulement|solo|только)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    /// <summary>The marks of chat formats and templates.</summary>
    [GeneratedRegex(
        @"<\|.{0,40}\|>|\[/?(?:INST|SYS)\]|<<\s?/?SYS\s?>>|</?\s*(?:system|message|sources?|assistant|user|instructions?|question|prompt|context|document)\b|\{\{|#{2,}\s*(?:instruction|system|response|assistant)|\bBEGIN (?:SYSTEM|PROMPT|INSTRUCTION)|-{3}\s*[0-9a-f]{8,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    /// <summary>Blanks, points and dashes between single letters.</summary>
    [GeneratedRegex(@"(?<=\b\w)[ ._*-]+(?=\w\b)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaced();
}
