using System.CommandLine;
using System.CommandLine.Parsing;

namespace ReleaseBot.Cli;

/// <summary>Options of several commands, and how they become settings.</summary>
internal static class CommonOptions
{
    /// <summary>Where the index is kept.</summary>
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the index (setting Bot:DataDirectory)",
        HelpName = "DIR",
        Recursive = true,
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>Any other setting.</summary>
    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "A setting, such as Api:AdminKey=…; may be repeated",
        HelpName = "KEY=VALUE",
        Recursive = true,
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Where to listen.</summary>
    public static Option<string?> Urls { get; } = new("--urls")
    {
        Description = "Addresses to listen on, separated by ';' (default http://localhost:5080)",
        HelpName = "URLS",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>Whether to leave an empty index empty.</summary>
    public static Option<bool> NoSamples { get; } = new("--no-samples")
    {
        Description = "Leave an empty index empty instead of loading the sample releases",
    };

    static CommonOptions()
    {
        Data.Validators.Add(result => Require(result, !string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()), "--data needs a folder."));
        Set.Validators.Add(result => Require(
            result,
            result.Tokens.All(token => token.Value.IndexOf('=', StringComparison.Ordinal) > 0),
            "--set takes KEY=VALUE, such as --set Bot:MaxQuestionLength=500."));
    }

    /// <summary>What the command line sets, over environment and file.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in parsed.GetValue(Set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            settings[pair[..equals]] = pair[(equals + 1)..];
        }

        if (parsed.GetValue(Data) is { } data)
        {
            settings[$"{BotOptions.Section}:{nameof(BotOptions.DataDirectory)}"] = Path.GetFullPath(data);
        }

        if (parsed.GetValue(Urls) is { } urls)
        {
            settings["urls"] = urls;
        }

        return settings;
    }

    /// <summary>Refuses what looks like an option among free words, unless "--" says that it is none.</summary>
    /// <exception cref="UsageException">There is such a word.</exception>
    public static void RefuseUnknownOptions(ParseResult parsed, IEnumerable<string> words)
    {
        var unknown = words.FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2);
        if (unknown is not null && parsed.Tokens.All(token => token.Type != TokenType.DoubleDash))
        {
            throw new UsageException($"There is no option {unknown}. See --help; if it is no option, put -- before it.");
        }
    }

    private static void Require(OptionResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }
}
