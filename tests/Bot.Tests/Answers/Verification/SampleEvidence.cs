using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Architecture;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>The sample releases as evidence, a passage each, with the whole release beside it.</summary>
public sealed class SampleEvidence : IAsyncLifetime
{
    private static readonly string _folder = Path.Combine(RepositoryFiles.Root, "src", "Bot", "Samples", "releases");

    private readonly Dictionary<string, List<ImmutableArray<EvidenceText>>> _files = [];

    /// <summary>The passages of each release.</summary>
    internal IEnumerable<ImmutableArray<EvidenceText>> Releases => _files.Values.SelectMany(releases => releases);

    /// <summary>The passages of the releases in a file, by its path below the samples.</summary>
    internal IEnumerable<ImmutableArray<EvidenceText>> In(string file) => _files[file];

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging().AddReleases(new ConfigurationBuilder().Build()).BuildServiceProvider();
        await foreach (var read in services.GetRequiredService<ReleaseReader>().ReadAsync([_folder], CancellationToken.None))
        {
            var release = Assert.IsType<Release>(read.Release);
            var file = Path.GetRelativePath(_folder, release.Source).Replace('\\', '/');
            _files.TryAdd(file, []);
            _files[file].Add(Evidence(release));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A release's passages as evidence.</summary>
    internal static ImmutableArray<EvidenceText> Evidence(Release release)
    {
        var facts = new ReleaseSummary(release.Id, release.Title, release.Date, release.Place, release.Issuer, release.Language, release.Url);
        return [.. Chunker.Split(release).Select(passage => new EvidenceText(passage, facts, [], usesTitle: true))];
    }

    /// <summary>Whether a passage of the release, or the release as a whole, proves the sentence; both are what an answer may cite.</summary>
    internal static bool Proves(ImmutableArray<EvidenceText> release, string sentence) => Faults(release, sentence).Contains(null);

    /// <summary>What each passage, and the whole release, lack for the sentence; null where nothing is lacking.</summary>
    internal static IEnumerable<string?> Faults(ImmutableArray<EvidenceText> release, string sentence)
    {
        var reading = new SentenceReading(sentence, isEnglish: true);
        return release.Select(passage => SentenceCheck.Of(reading, [passage], release)).Append(SentenceCheck.Of(reading, release, release)).Select(verdict => verdict.Fault);
    }
}
