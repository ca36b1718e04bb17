namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>How something is.</summary>
internal enum Verdict
{
    /// <summary>Well, or nothing to judge.</summary>
    Good,

    /// <summary>It works, and somebody should look at it.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Bad,
}

/// <summary>One line of <c>doctor</c>.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Found">What was found, for people.</param>
/// <param name="Cure">What to do; null where there is nothing to do.</param>
internal sealed record Diagnosed(string Name, Verdict Verdict, string Found, string? Cure = null)
{
    public static Diagnosed Good(string name, string found) => new(name, Verdict.Good, found);

    public static Diagnosed Warn(string name, string found, string cure) => new(name, Verdict.Warning, found, cure);

    public static Diagnosed Bad(string name, string found, string cure) => new(name, Verdict.Bad, found, cure);
}

/// <summary>Looks at one thing that the program needs. Leaves nothing behind; what it throws is told as its finding.</summary>
internal interface IDiagnosis
{
    string Name { get; }

    /// <summary>After this it is given up, and told as bad.</summary>
    TimeSpan Patience => TimeSpan.FromSeconds(10);

    Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken);
}
