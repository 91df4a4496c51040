using System.Net;
using System.Net.Sockets;

namespace ReleaseBot.Benchmarks;

/// <summary><c>bot serve</c> as a process of its own on a free port of the loopback, with a client to it.</summary>
internal sealed class ServedBot : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    private ServedBot(BotProcess process, HttpClient client) => (Process, Client) = (process, client);

    /// <summary>The process.</summary>
    public BotProcess Process { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts it over the index in <paramref name="data"/> and waits until it can answer.</summary>
    public static async Task<ServedBot> StartAsync(string data, IEnumerable<string> settings, CancellationToken cancellationToken)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var process = BotProcess.Start(
            ["serve", "--no-samples", "--urls", url, "--data", data, .. settings.SelectMany(setting => new[] { "--set", setting })]);
        var bot = new ServedBot(process, new HttpClient { BaseAddress = new Uri(url) });
        try
        {
            while (!await bot.IsReadyAsync(cancellationToken))
            {
                await Task.Delay(Beat, cancellationToken);
            }

            return bot;
        }
        catch
        {
            bot.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Process.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Client.GetAsync("/readyz", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return Process.Usage is null ? throw new InvalidOperationException("bot serve has ended.") : false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
