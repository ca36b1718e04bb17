namespace MonitorWorker.Hosting.Watching;

/// <summary>What is answered on the three paths.</summary>
internal sealed class WatchPages(Readiness readiness, MetricsReader metrics)
{
    /// <returns>Null is no path of ours.</returns>
    public async Task<HttpAnswer?> AnswerAsync(string path, CancellationToken cancellationToken)
    {
        switch (path)
        {
            case "/healthz":
                return readiness.Liveness.IsAlive ? HttpAnswer.Ok("ok\n") : HttpAnswer.Unavailable(readiness.Hung() + "\n");
            case "/readyz":
                var reasons = await readiness.ReasonsAsync(cancellationToken);
                return reasons.Count == 0 ? HttpAnswer.Ok("ok\n") : HttpAnswer.Unavailable(string.Concat(reasons.Select(reason => reason + "\n")));
            case "/metrics":
                return HttpAnswer.Ok(await metrics.ReadAsync(cancellationToken)) with { ContentType = Exposition.ContentType };
            default:
                return null;
        }
    }
}
