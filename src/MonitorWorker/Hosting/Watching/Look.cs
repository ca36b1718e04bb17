using System.Net.Sockets;
using System.Text.Json;
using MonitorWorker.Hosting.Health;

namespace MonitorWorker.Hosting.Watching;

/// <summary>What a look at a service found.</summary>
internal abstract record Look
{
    /// <summary>A sign of life.</summary>
    /// <param name="Stamp">Differs from sign to sign; the same again is no new sign.</param>
    /// <param name="SaidAt">When it was given, by the clock of the other side; null where it was given just now.</param>
    /// <param name="Ills">What is in trouble there, a line each; none where all is well.</param>
    public sealed record Sign(string Stamp, DateTimeOffset? SaidAt, IReadOnlyList<string> Ills) : Look
    {
        /// <summary>When it ended by itself or was told to; null while it runs.</summary>
        public DateTimeOffset? StoppedAt { get; init; }
    }

    /// <summary>No sign, and why.</summary>
    public sealed record Nothing(string Reason) : Look;
}

/// <summary>Looks at a service by its health file, or by the page that says whether it is alive or ready.</summary>
internal sealed class Looker : IDisposable
{
    /// <summary>A share that is away may never answer.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private const int LongestAnswer = 16_384;

    private const int MostLines = 20;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = _patience,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <summary>Whether a place is an address; else it is a file.</summary>
    public static bool IsAddress(string place) => place.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Never fails for what is found.</summary>
    public async Task<Look> LookAsync(string place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return IsAddress(place)
                ? await AskAsync(place, now, cancellationToken)
                : await Task.Run(() => Read(place), cancellationToken).WaitAsync(_patience, TimeProvider.System, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new Look.Nothing(FormattableString.Invariant($"{_patience.TotalSeconds}秒内没有回应"));
        }
    }

    public void Dispose() => _client.Dispose();

    private static Look Read(string file)
    {
        try
        {
            return HealthFile.Read(file) is { } report
                ? new Look.Sign(
                    report.Now.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                    report.Now,
                    [
                        .. report.Troubles.Select(ServiceState.Line),
                        .. report.Undelivered.Count > 0 ? [FormattableString.Invariant($"有{report.Undelivered.Count}封邮件没有送达，也没能通知到任何人")] : Array.Empty<string>(),
                    ])
                {
                    StoppedAt = report.StoppedAt,
                }
                : new Look.Nothing("没有这个健康文件");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Look.Nothing($"健康文件读不出来：{e.Message}");
        }
    }

    private async Task<Look> AskAsync(string address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(address), cancellationToken);
            var lines = (await answer.Content.ReadAsStringAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostLines).ToList();
            if (answer.IsSuccessStatusCode) return new Look.Sign(Stamp(), null, []);
            // The page of readiness answers, so that the service is alive; what it lacks stands there. That of life says by this status that there is none.
            return (int)answer.StatusCode == 503 && new Uri(address).AbsolutePath.EndsWith("/readyz", StringComparison.Ordinal)
                ? new Look.Sign(Stamp(), null, lines)
                : new Look.Nothing(FormattableString.Invariant($"回答{(int)answer.StatusCode} {string.Join("；", lines)}"));
        }
        catch (HttpRequestException e)
        {
            return new Look.Nothing($"连不上（{(e.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : e.HttpRequestError.ToString())}）");
        }

        string Stamp() => now.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
    }
}
