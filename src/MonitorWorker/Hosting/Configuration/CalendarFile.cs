namespace MonitorWorker.Hosting.Configuration;

/// <summary>What a calendar file says, key by key; it is bound like the options. Days are read by <see cref="CalendarReader"/>.</summary>
internal sealed record CalendarFile
{
    public required int Year { get; init; }

    /// <summary>The document that announces the days.</summary>
    public string? Basis { get; init; }

    /// <summary>Named as in cron.</summary>
    public IReadOnlyList<string> Weekend { get; init; } = ["SAT", "SUN"];

    public IReadOnlyList<HolidayFile> Holidays { get; init; } = [];

    /// <summary>Make-up working days.</summary>
    public IReadOnlyList<string> Workdays { get; init; } = [];
}

/// <summary>One holiday with its days off.</summary>
internal sealed record HolidayFile
{
    public required string Name { get; init; }

    public IReadOnlyList<string> Days { get; init; } = [];
}
