using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace ReleaseBot.Benchmarks;

/// <summary>What became of one request.</summary>
/// <param name="Status">HTTP status; 0 when the connection failed.</param>
/// <param name="Milliseconds">From the moment it was due, so that a late client does not flatter the server.</param>
internal readonly record struct Arrival(int Status, double Milliseconds);

/// <summary>Questions that arrive at a fixed rate, whether the earlier ones are answered or not, as visitors do.</summary>
/// <param name="Rate">Questions a second.</param>
/// <param name="Arrivals">All of them.</param>
/// <param name="Resident">Resident memory of the server in bytes, sampled each second.</param>
internal sealed record ArrivalRun(double Rate, IReadOnlyCollection<Arrival> Arrivals, IReadOnlyList<long> Resident)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2);

    /// <summary>How many were answered.</summary>
    public int Answered => Arrivals.Count(arrival => arrival.Status == 200);

    /// <summary>The time below which 95 of 100 answers lie; those refused do not count.</summary>
    public double P95 => Answered == 0 ? double.NaN : Sample.Percentile(AnswerTimes, 0.95);

    /// <summary>The middle of the answers' times.</summary>
    public double P50 => Answered == 0 ? double.NaN : Sample.Median(AnswerTimes);

    /// <summary>Whether everything was answered, 95 of 100 within so many milliseconds.</summary>
    public bool Holds(double bound) => Answered == Arrivals.Count && P95 <= bound;

    private IEnumerable<double> AnswerTimes => Arrivals.Where(arrival => arrival.Status == 200).Select(arrival => arrival.Milliseconds);

    /// <summary>Statuses and how often they came, most frequent first.</summary>
    public string Statuses => string.Join(", ", Arrivals
        .GroupBy(arrival => arrival.Status)
        .OrderByDescending(group => group.Count())
        .Select(group => $"{(group.Key == 0 ? "no response" : group.Key)}: {group.Count()}"));

    /// <summary>Sends questions for so long and waits for the last response.</summary>
    public static async Task<ArrivalRun> OfAsync(
        ServedBot bot,
        IReadOnlyList<string> questions,
        double rate,
        TimeSpan duration,
        CancellationToken cancellationToken)
    {
        var arrivals = new ConcurrentBag<Arrival>();
        var resident = new List<long>();
        var requests = new List<Task>();
        var total = (int)(rate * duration.TotalSeconds);
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < total; number++)
        {
            var due = TimeSpan.FromSeconds(number / rate);
            while (Stopwatch.GetElapsedTime(started) < due)
            {
                await Task.Delay(Breath, cancellationToken);
            }

            if (resident.Count <= due.TotalSeconds)
            {
                resident.Add(bot.Process.Usage?.Now ?? throw new InvalidOperationException("bot serve has ended."));
                requests.RemoveAll(request => request.IsCompletedSuccessfully);
            }

            requests.Add(AskAsync(bot.Client, questions[number % questions.Count], started, due, arrivals, cancellationToken));
        }

        await Task.WhenAll(requests);
        return new ArrivalRun(rate, arrivals, resident);
    }

    private static async Task AskAsync(
        HttpClient client,
        string question,
        long started,
        TimeSpan due,
        ConcurrentBag<Arrival> arrivals,
        CancellationToken cancellationToken)
    {
        var status = 0;
        try
        {
            using var response = await client.PostAsJsonAsync("/api/ask", new { question }, cancellationToken);
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
            status = (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Counted as no response.
        }

        arrivals.Add(new Arrival(status, (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds));
    }
}
