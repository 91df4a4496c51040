using Microsoft.Extensions.Options;

namespace ReleaseBot.Api;

/// <summary>Settings of the web API, section "Api".</summary>
internal sealed class ApiOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Api";

    /// <summary>Fewest characters of an admin key.</summary>
    public const int ShortestAdminKey = 16;

    /// <summary>Lets its bearer do everything; at least 16 characters, default none. Keys of <c>bot keys add</c> are the finer way.</summary>
    public string? AdminKey { get; set; }

    /// <summary>Questions answered at a time; 1 to 256, default the number of processors.</summary>
    public int ConcurrentAnswers { get; set; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Questions that may wait for their turn; 0 to 10,000, default 32. The next is told to come back.</summary>
    public int WaitingAnswers { get; set; } = 32;

    /// <summary>How long a repeated request gets the answer of the first (header Idempotency-Key); 1 second to 1 day, default 10 minutes.</summary>
    public TimeSpan RepeatWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a question waits for its turn before it is told to come back; 100 ms to 10 minutes, default 10 seconds.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Questions shown on the page to begin with; default those of the sample releases while the index holds nothing else.</summary>
    public IList<string> Examples { get; } = [];

    /// <summary>Whose releases they are, shown on the press room's pages; default none.</summary>
    public string? Organisation { get; set; }
}

/// <summary>Whether a question may bring its own "today", section "Evaluation".</summary>
internal sealed class ClockOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Evaluation";

    /// <summary>Accept "clock" in questions; default false, because it lets callers shift what "latest" means.</summary>
    public bool AllowClock { get; set; }
}

/// <summary>Checks <see cref="ApiOptions"/> at start.</summary>
internal sealed class ApiOptionsCheck : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var failures = new List<string>();
        // The key itself is never shown.
        if (options.AdminKey is { } key && key.Length < ApiOptions.ShortestAdminKey)
        {
            failures.Add(
                $"Api:AdminKey has {key.Length} characters. Use at least {ApiOptions.ShortestAdminKey} random ones, " +
                "or remove the setting and make keys with bot keys add.");
        }

        if (options.ConcurrentAnswers is < 1 or > 256)
        {
            failures.Add($"Api:ConcurrentAnswers is {options.ConcurrentAnswers}. Set it between 1 and 256 (default: the number of processors).");
        }

        if (options.WaitingAnswers is < 0 or > 10_000)
        {
            failures.Add($"Api:WaitingAnswers is {options.WaitingAnswers}. Set it between 0 and 10000 (default 32).");
        }

        if (options.RepeatWindow < TimeSpan.FromSeconds(1) || options.RepeatWindow > TimeSpan.FromDays(1))
        {
            failures.Add($"Api:RepeatWindow is {options.RepeatWindow}. Set it between 00:00:01 (1 second) and 1.00:00:00 (1 day; default 00:10:00).");
        }

        if (options.LongestWait < TimeSpan.FromMilliseconds(100) || options.LongestWait > TimeSpan.FromMinutes(10))
        {
            failures.Add($"Api:LongestWait is {options.LongestWait}. Set it between 00:00:00.1 (100 ms) and 00:10:00 (10 minutes); default 00:00:10.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
