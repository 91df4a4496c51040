using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams;

/// <summary>Activities taken in the last ten minutes, so that one that is delivered twice is answered once.</summary>
internal sealed class RecentActivities(TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly HashSet<(string?, string?, string?, string?)> _known = [];
    private readonly Queue<((string?, string?, string?, string?) Key, long At)> _oldestFirst = [];

    /// <summary>Notes an activity; false when it is known. One without an id is always new.</summary>
    public bool TryAdd(Activity activity)
    {
        if (string.IsNullOrEmpty(activity.Id))
        {
            return true;
        }

        lock (_gate)
        {
            while (_oldestFirst.TryPeek(out var oldest) && (_oldestFirst.Count >= Most || time.GetElapsedTime(oldest.At) >= _lifetime))
            {
                _known.Remove(oldest.Key);
                _oldestFirst.Dequeue();
            }

            if (!_known.Add(Key(activity)))
            {
                return false;
            }

            _oldestFirst.Enqueue((Key(activity), time.GetTimestamp()));
            return true;
        }
    }

    /// <summary>Forgets an activity that could not be taken after all.</summary>
    public void Remove(Activity activity)
    {
        lock (_gate)
        {
            _known.Remove(Key(activity));
        }
    }

    // A deletion and an edit carry the id of the message they are about.
    private static (string?, string?, string?, string?) Key(Activity activity) => (activity.Type, activity.ChannelId, activity.Conversation?.Id, activity.Id);
}
