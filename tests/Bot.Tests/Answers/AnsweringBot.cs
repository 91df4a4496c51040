using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Architecture;
using ReleaseBot.Index;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers;

/// <summary>A bot that knows a handful of releases, with the real index and the real models.</summary>
public sealed class AnsweringBot(RealModels models) : IAsyncLifetime
{
    public const string Visit = "cica-visit.txt";

    private readonly TemporaryFolder _folder = new();
    private ServiceProvider? _services;

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("The bot is not started.");

    public Answerer Answerer => Services.GetRequiredService<Answerer>();

    public IPassageIndex Index => Services.GetRequiredService<IPassageIndex>();

    public async ValueTask InitializeAsync()
    {
        _services = models.Create(Path.Combine(_folder.Path, "data"));
        var releases = Directory.CreateDirectory(Path.Combine(_folder.Path, "releases")).FullName;
        File.Copy(Path.Combine(RepositoryFiles.Root, "tests", "data", "releases", Visit), Path.Combine(releases, Visit));
        await File.WriteAllLinesAsync(Path.Combine(releases, "small.jsonl"), SmallReleases.All.Select(release => JsonSerializer.Serialize(release)));
        var reads = Services.GetRequiredService<ReleaseReader>().ReadAsync([releases], CancellationToken.None);
        var summary = await Services.GetRequiredService<Ingester>().IngestAsync(reads, null, null, CancellationToken.None);
        Assert.Equal((1 + SmallReleases.All.Count, 0), (summary.New, summary.Failed));
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Asks, and looks up every citation in its release before handing the answer on.</summary>
    public async Task<Answer> AskAsync(string text, string? conversation = null, SearchFilter? filter = null, DateOnly? clock = null)
    {
        var events = await EventsAsync(new Question(text, conversation, filter ?? SearchFilter.None, clock));
        var answer = Assert.IsType<AnswerEvent.Completed>(events[^1]).Answer;
        foreach (var citation in answer.Citations)
        {
            var release = await Index.GetReleaseAsync(citation.ReleaseId, TestContext.Current.CancellationToken);
            Assert.Equal(release!.Text[citation.Start..citation.End], citation.Quote);
            Assert.Equal((release.Title, release.Date, release.Url), (citation.Title, citation.Date, citation.Url));
        }

        Assert.All(answer.Spans, span => Assert.Contains(answer.Citations, citation => citation.Quote.Contains(span, StringComparison.Ordinal)));
        return answer;
    }

    public async Task<List<AnswerEvent>> EventsAsync(Question question) =>
        await ListAsync(Answerer.AnswerAsync(question, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    internal static async Task<List<AnswerEvent>> ListAsync(IAsyncEnumerable<AnswerEvent> events, CancellationToken cancellationToken)
    {
        var all = new List<AnswerEvent>();
        await foreach (var happened in events.WithCancellation(cancellationToken))
        {
            all.Add(happened);
        }

        return all;
    }
}
