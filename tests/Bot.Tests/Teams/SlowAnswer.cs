using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ReleaseBot.Answers;
using ReleaseBot.Api;

namespace ReleaseBot.Teams;

/// <summary>An answer whose words come when the test says so.</summary>
internal sealed class SlowAnswer
{
    private readonly Channel<AnswerEvent> _events = Channel.CreateUnbounded<AnswerEvent>();
    private readonly TaskCompletionSource<bool> _stopped = new();
    private Question? _question;

    public Task<bool> Stopped => _stopped.Task;

    /// <summary>Lets the bot be asked, by default in a personal chat, and waits for its first sign of life.</summary>
    public static async Task<SlowAnswer> BeginAsync(TeamsUnderTest teams, JsonObject? question = null)
    {
        var answer = new SlowAnswer();
        teams.Answering = answer.AnswerAsync;
        await teams.DeliverAsync(question ?? teams.Message("Who spoke?"));
        await teams.NextAsync();
        return answer;
    }

    public void Say(string text) => _events.Writer.TryWrite(new AnswerEvent.TextDelta(text));

    public void Restart() => _events.Writer.TryWrite(new AnswerEvent.Restarted("The model broke off."));

    public void End(string text)
    {
        var answer = ApiUnderTest.AnswerTo(_question!) with { Mode = AnswerMode.Generative, Text = text, Spans = [] };
        _events.Writer.TryWrite(new AnswerEvent.Completed(answer));
        _events.Writer.Complete();
    }

    public async IAsyncEnumerable<AnswerEvent> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _question = question;
        cancellationToken.Register(() => _stopped.TrySetResult(true));
        await foreach (var happened in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return happened;
        }
    }
}
