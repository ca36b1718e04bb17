namespace MonitorWorker.Delivery;

/// <summary>Counts mails against the limits of a minute and a day, for all and for each domain that has limits. For one caller at a time.</summary>
internal sealed class SendingRates
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private readonly SendingPolicy _policy;
    private readonly Counted _all;
    private readonly Dictionary<DomainRule, Counted> _domains;

    /// <param name="tries">Mails that went to the server before, oldest first; those of the last day count.</param>
    public SendingRates(SendingPolicy policy, IEnumerable<(string Recipient, DateTimeOffset At)> tries)
    {
        _policy = policy;
        _all = new Counted(policy.PerMinute, policy.PerDay);
        _domains = policy.Domains.Where(rule => rule.PerMinute > 0 || rule.PerDay > 0).Distinct().ToDictionary(rule => rule, rule => new Counted(rule.PerMinute, rule.PerDay));
        foreach (var (recipient, at) in tries) Add(recipient, at);
    }

    /// <summary>The time over which mails count.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromDays(1);

    /// <summary>Whether anything is limited at all.</summary>
    public static bool AreLimited(SendingPolicy policy) => policy.PerMinute > 0 || policy.PerDay > 0 || policy.Domains.Any(rule => rule.PerMinute > 0 || rule.PerDay > 0);

    public void Add(string recipient, DateTimeOffset at)
    {
        _all.Add(at);
        if (_policy.For(recipient) is { } rule && _domains.TryGetValue(rule, out var counted)) counted.Add(at);
    }

    /// <summary>When the next mail may go, whoever gets it; null is now.</summary>
    public DateTimeOffset? FreeAt(DateTimeOffset now) => _all.FreeAt(now);

    /// <summary>The domains that may get none now, and when they may again.</summary>
    public IReadOnlyList<(string Domain, DateTimeOffset FreeAt)> Full(DateTimeOffset now) =>
        [.. _domains.Select(pair => (pair.Key.Domain, FreeAt: pair.Value.FreeAt(now))).Where(full => full.FreeAt is not null).Select(full => (full.Domain, full.FreeAt!.Value))];

    /// <summary>Times of one limit, oldest first.</summary>
    private sealed class Counted(int perMinute, int perDay)
    {
        private readonly List<DateTimeOffset> _times = [];

        public void Add(DateTimeOffset at)
        {
            if (perMinute > 0 || perDay > 0) _times.Add(at);
        }

        public DateTimeOffset? FreeAt(DateTimeOffset now)
        {
            var free = Later(Free(perMinute, _minute), Free(perDay, Memory));
            return free > now ? free : null;
        }

        /// <summary>The limit is reached until the oldest of the last so many is that long ago.</summary>
        private DateTimeOffset? Free(int limit, TimeSpan window) => limit > 0 && _times.Count >= limit ? _times[^limit] + window : null;

        private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
    }
}
