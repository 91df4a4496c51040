namespace ReleaseBot.Qdrant;

/// <summary>What goes wrong with a request.</summary>
internal abstract record Fault
{
    /// <summary>Answers without doing anything.</summary>
    internal sealed record Answer(int Status, string Body, int? RetryAfter) : Fault;

    /// <summary>Does it late.</summary>
    internal sealed record Delay(TimeSpan Time) : Fault;

    /// <summary>Closes the connection, nothing done.</summary>
    internal sealed record Drop : Fault;

    /// <summary>Does it, then closes the connection: the answer is lost.</summary>
    internal sealed record DropAfter : Fault;
}

/// <summary>Faults waiting for their requests. A fault strikes requests whose path ends with, or contains, its part, as often as it says.</summary>
internal sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, string Path, int Left)> _waiting = [];

    /// <summary>Answers <paramref name="status"/> with the server's own form of error.</summary>
    public void Answer(int status, int times = 1, string path = "", int? retryAfter = null, string? body = null) =>
        Add(new Fault.Answer(status, body ?? $$"""{"status":{"error":"Service internal error: fault {{status}}"},"time":0.0}""", retryAfter), times, path);

    /// <summary>Waits before doing what is asked.</summary>
    public void Delay(TimeSpan time, int times = 1, string path = "") => Add(new Fault.Delay(time), times, path);

    /// <summary>Closes the connection without doing what is asked.</summary>
    public void Drop(int times = 1, string path = "") => Add(new Fault.Drop(), times, path);

    /// <summary>Does what is asked and closes the connection without an answer.</summary>
    public void DropAfter(int times = 1, string path = "") => Add(new Fault.DropAfter(), times, path);

    /// <summary>Faults that have not struck yet.</summary>
    public int Left
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Sum(each => each.Left);
            }
        }
    }

    /// <summary>The first fault that waits for this request.</summary>
    public Fault? Take(ReceivedRequest request)
    {
        lock (_gate)
        {
            var found = _waiting.FindIndex(each => request.Path.Contains(each.Path, StringComparison.Ordinal));
            if (found < 0)
            {
                return null;
            }

            var (fault, path, left) = _waiting[found];
            if (left > 1)
            {
                _waiting[found] = (fault, path, left - 1);
            }
            else
            {
                _waiting.RemoveAt(found);
            }

            return fault;
        }
    }

    /// <summary>Forgets faults that did not strike.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _waiting.Clear();
        }
    }

    private void Add(Fault fault, int times, string path)
    {
        lock (_gate)
        {
            _waiting.Add((fault, path, times));
        }
    }
}
