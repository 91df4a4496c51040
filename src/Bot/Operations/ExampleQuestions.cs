using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ReleaseBot.Api;

namespace ReleaseBot.Operations;

/// <summary>Questions shown before anything is asked.</summary>
internal sealed class ExampleQuestions(SampleReleases samples, IOptions<ApiOptions> options)
{
    /// <summary>Those of the settings; without any, those of the sample releases while the index holds nothing else.</summary>
    public async Task<ImmutableArray<string>> ListAsync(CancellationToken cancellationToken) =>
        options.Value.Examples.Count > 0 ? [.. options.Value.Examples]
        : await samples.AreAllAsync(cancellationToken) ? SampleReleases.Questions
        : [];
}
