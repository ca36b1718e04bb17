using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MonitorWorker.Hosting.Watching;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What the verb <c>watch</c> is called with.</summary>
internal static class WatchCommands
{
    public static Command Watch()
    {
        var health = new Option<string[]>("--health") { Description = "Health file of a service (health.file, e.g. on a share), or http address of its /healthz or /readyz; may be given several times.", Required = true };
        var to = new Option<string[]>("--to") { Description = "Address that is told; may be given several times.", Required = true };
        var every = Span("--every", "Time between two looks. Default: 5m.", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        var silent = Span("--silent-after", "How long there may be no sign of life; the service gives one each minute. Default: 15m.", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(2));
        var ill = Span("--degraded-after", "How long something may be in trouble. Default: 60m.", TimeSpan.FromMinutes(60), TimeSpan.Zero);
        var state = new Option<string?>("--state") { Description = "File in which it remembers what it has told. Default: data/watch.json beside the config folder." };
        var once = new Option<bool>("--once") { Description = "Look once and end, for cron and task schedulers: 0 where all is well." };
        return Verbs.Verb(
            "watch",
            "Watch a service from elsewhere and mail when it is silent, in trouble for long, and well again. Uses mail.* of the configuration, no database.",
            [health, to, every, silent, ill, state, once],
            (global, parsed, stop) => WatchVerb.RunAsync(
                global,
                new WatchVerb.Request(
                    parsed.GetValue(health)!,
                    parsed.GetValue(to)!,
                    parsed.GetValue(every),
                    new WatchPatience(parsed.GetValue(silent), parsed.GetValue(ill)),
                    parsed.GetValue(state),
                    parsed.GetValue(once)),
                stop));
    }

    private static Option<TimeSpan> Span(string name, string description, TimeSpan usual, TimeSpan least) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (TryRead(result, out var span) && span >= least && span <= TimeSpan.FromDays(7)) return span;
            result.AddError($"{name} {result.Tokens[0].Value}: expected a time such as 90s, 5m or 2h, at least {least.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s, at most 168h.");
            return usual;
        },
    };

    private static bool TryRead(ArgumentResult result, out TimeSpan span)
    {
        span = default;
        var text = result.Tokens[0].Value;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        TimeSpan? read = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
        span = read ?? default;
        return read is not null;
    }
}
