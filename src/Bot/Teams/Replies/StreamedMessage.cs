using ReleaseBot.Teams.Connector;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Replies;

/// <summary>
/// A message that grows before the reader's eyes, by the rules of Teams: in personal chats only, one request at a time and none within
/// a second of the last, each with the whole text so far, within two minutes.
/// </summary>
internal sealed class StreamedMessage(IReplies replies, Activity asked, TimeProvider time, ILogger logger)
{
    /// <summary>Least time between two requests; Teams takes one a second.</summary>
    public static TimeSpan Pace { get; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Age at which it is ended early; Teams ends it at two minutes.</summary>
    public static TimeSpan LongestLife { get; } = TimeSpan.FromSeconds(105);

    private const string Waiting = "Searching the releases…";

    private const string ComesLater = "_This takes longer; the whole answer will stand here._";

    private const string IsReplaced = "_One moment: a better answer will stand here._";

    // Room for the rest of the message, which must stay one.
    private const int LongestText = 10_000;

    private readonly long _begun = time.GetTimestamp();
    private string? _id;
    private int _sequence;
    private string _shown = string.Empty;
    private long _lastRequest;

    /// <summary>The id its message was given.</summary>
    public string? Id => _id;

    /// <summary>Whether the reader pressed "stop".</summary>
    public bool IsCanceled { get; private set; }

    /// <summary>Whether it still takes text.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether it must be ended now.</summary>
    public bool IsOld => time.GetElapsedTime(_begun) >= LongestLife;

    /// <summary>Shows the text so far; empty while there is none. One that began anew waits for the end, since a stream cannot take words back.</summary>
    public async Task ShowAsync(string text, CancellationToken cancellationToken)
    {
        if (!IsOpen || text.Length > LongestText || (_sequence > 0 && text.Length <= _shown.Length) || !text.StartsWith(_shown, StringComparison.Ordinal))
        {
            return;
        }

        var isText = text.Length > 0;
        var info = new StreamInfo(isText ? "streaming" : "informative", _id, _sequence + 1);
        var activity = asked.Reply(ActivityTypes.Typing) with { ReplyToId = null, Text = isText ? text : Waiting, Entities = [TeamsJson.Element(info)] };
        if (await TrySendAsync(activity, cancellationToken) is var (isSent, id) && isSent)
        {
            _sequence++;
            _id ??= id;
            _shown = text;
            // Without an id nothing more can be added.
            IsOpen = _id is not null;
        }
    }

    /// <summary>Ends it with the whole message; false when that must be sent another way.</summary>
    public async Task<bool> EndAsync(Activity message, CancellationToken cancellationToken)
    {
        if (!IsOpen || _id is null)
        {
            return false;
        }

        if (message.Text?.StartsWith(_shown, StringComparison.Ordinal) != true)
        {
            await EndEarlyAsync(IsReplaced, cancellationToken);
            return false;
        }

        // Here the wait is the stream's; elsewhere its user waits for the answer.
        var left = Pace - time.GetElapsedTime(_lastRequest);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }

        var final = TeamsJson.Element(new StreamInfo("final", _id, null));
        var (isSent, _) = await TrySendAsync(
            message with { Id = _id, ReplyToId = null, Entities = [final, .. message.Entities ?? []] }, cancellationToken);
        IsOpen = false;
        return isSent;
    }

    /// <summary>Ends it before the answer is there, which then takes its place.</summary>
    public Task EndEarlyAsync(CancellationToken cancellationToken) => EndEarlyAsync(ComesLater, cancellationToken);

    /// <summary>Puts the whole message in place of what was shown; false when there is nothing to replace, or it is refused.</summary>
    public async Task<bool> ReplaceAsync(Activity message, CancellationToken cancellationToken)
    {
        if (_id is null)
        {
            return false;
        }

        try
        {
            await replies.UpdateAsync(_id, message with { ReplyToId = null }, cancellationToken);
            return true;
        }
        catch (ConnectorException exception)
        {
            Log.StreamGivenUp(logger, exception.Status, exception.Code);
            return false;
        }
    }

    private Task EndEarlyAsync(string note, CancellationToken cancellationToken) =>
        EndAsync(AnswerMessages.Plain(_shown.Length > 0 ? $"{_shown}\n\n{note}" : note, asked), cancellationToken);

    private async Task<(bool IsSent, string? Id)> TrySendAsync(Activity activity, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await replies.SendAsync(activity, cancellationToken));
        }
        catch (ConnectorException exception)
        {
            IsOpen = false;
            IsCanceled = exception.Code == "ContentStreamNotAllowed" && exception.Message.Contains("cancel", StringComparison.OrdinalIgnoreCase);
            if (!IsCanceled)
            {
                Log.StreamGivenUp(logger, exception.Status, exception.Code);
            }

            return (false, null);
        }
        finally
        {
            _lastRequest = time.GetTimestamp();
        }
    }
}
