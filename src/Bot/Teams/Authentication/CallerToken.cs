namespace ReleaseBot.Teams.Authentication;

/// <summary>What a valid token says about its bearer.</summary>
/// <param name="ServiceUrl">The address replies go to; a token of the channel service must have it.</param>
/// <param name="Endorsements">Channels its key may speak for.</param>
/// <param name="IsEntra">Whether Entra issued it, which knows neither of the two.</param>
internal sealed record CallerToken(string? ServiceUrl, IReadOnlyList<string> Endorsements, bool IsEntra);
