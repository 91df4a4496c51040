using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary><c>bot keys add | list | remove</c>: the API's keys.</summary>
internal static class KeysCommand
{
    private const int LongestName = 64;
    private const int HighestLimit = 1_000_000;

    private static readonly Argument<string> _name = new("NAME") { Description = "Whose key it is: letters, digits, '.', '-' and '_'" };

    private static readonly Option<string> _scopes = new("--scopes")
    {
        Description = $"What it may be used for, separated by commas: {string.Join(",", Scopes.All)} (default {string.Join(",", Scopes.OfVisitors)})",
        HelpName = "SCOPES",
        DefaultValueFactory = _ => string.Join(",", Scopes.OfVisitors),
    };

    private static readonly Option<int?> _limit = new("--limit")
    {
        Description = "Requests in a window of Api:Limits:Window, instead of Api:Limits:PerKey",
        HelpName = "N",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var add = new Command("add", "Makes a key and shows it, this once") { _name, _scopes, _limit };
        add.SetAction((parsed, cancellationToken) => AddAsync(run, parsed, cancellationToken));
        var list = new Command("list", "Lists the keys, never their secrets");
        list.SetAction((parsed, cancellationToken) => ListAsync(run, parsed, cancellationToken));
        var remove = new Command("remove", "Removes a key; a running server refuses it from then on") { _name };
        remove.SetAction((parsed, cancellationToken) => RemoveAsync(run, parsed, cancellationToken));
        return new Command("keys", "Keys of the API: adds, lists and removes them") { add, list, remove };
    }

    private static async Task<int> AddAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_name);
        if (name.Length is 0 or > LongestName || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'))
        {
            throw new UsageException($"A key's NAME has 1 to {LongestName} letters, digits, '.', '-' and '_', such as press-site.");
        }

        var limit = parsed.GetValue(_limit);
        if (limit is < 1 or > HighestLimit)
        {
            throw new UsageException($"--limit is {limit}; it must be 1 to {HighestLimit} requests.");
        }

        await using var services = run.CreateServices(parsed);
        var keys = services.GetRequiredService<KeyStore>();
        string secret;
        try
        {
            (_, secret) = keys.Add(name, ScopesOf(parsed.GetRequiredValue(_scopes)), limit);
        }
        catch (ArgumentException taken)
        {
            throw new UsageException(taken.Message);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await run.Terminal.Error.WriteLineAsync(
            $"The key {name}, kept as a hash in {keys.Path}. It is shown this once; send it as \"Authorization: Bearer …\":");
        await run.Terminal.Out.WriteLineAsync(secret);
        return ExitCodes.Done;
    }

    private static async Task<int> ListAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = run.CreateServices(parsed);
        var keys = services.GetRequiredService<KeyStore>();
        foreach (var key in keys.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var limit = key.Limit is { } own ? own.ToString(CultureInfo.InvariantCulture) : "-";
            await run.Terminal.Out.WriteLineAsync(TerminalText.OneLine(
                $"{key.Name}  {string.Join(',', key.Scopes)}  limit {limit}  since {key.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));
        }

        if (keys.List().IsEmpty)
        {
            await run.Terminal.Error.WriteLineAsync($"There is no key in {keys.Path}. bot keys add NAME makes one.");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> RemoveAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_name);
        await using var services = run.CreateServices(parsed);
        cancellationToken.ThrowIfCancellationRequested();
        if (!services.GetRequiredService<KeyStore>().Remove(name))
        {
            throw new UsageException($"There is no key named {name}. bot keys list names them.");
        }

        await run.Terminal.Error.WriteLineAsync($"The key {name} is removed.");
        return ExitCodes.Done;
    }

    private static ImmutableArray<string> ScopesOf(string text)
    {
        var wanted = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return wanted.Except(Scopes.All).FirstOrDefault() is { } unknown
            ? throw new UsageException($"--scopes: there is no scope \"{unknown}\". Choose among {string.Join(", ", Scopes.All)}.")
            : wanted.IsEmpty ? throw new UsageException($"--scopes is empty. Choose among {string.Join(", ", Scopes.All)}.")
            : wanted;
    }
}
