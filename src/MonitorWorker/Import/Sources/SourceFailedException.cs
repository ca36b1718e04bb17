namespace MonitorWorker.Import.Sources;

/// <summary>A source that could not be read. Nothing in it is a secret; both sentences are for the administrator.</summary>
public sealed class SourceFailedException : Exception
{
    /// <param name="reason">What went wrong, in Chinese.</param>
    /// <param name="cure">What to look at, in Chinese.</param>
    /// <param name="detail">The database's own words; null where it said nothing.</param>
    public SourceFailedException(string reason, string cure, string? detail = null)
        : base(reason)
    {
        Cure = cure;
        Detail = detail;
    }

    /// <summary>What to look at.</summary>
    public string Cure { get; }

    /// <summary>The database's own words, without the password.</summary>
    public string? Detail { get; }

    /// <summary>Name or password were refused: to try it time and again may lock the account.</summary>
    public bool IsLogin { get; init; }

    /// <summary>Reason and detail in one line.</summary>
    public string Summary => Detail is null ? Message : $"{Message}（{Detail}）";

    internal SourceFailedException Without(string? secret) =>
        Detail is null || string.IsNullOrEmpty(secret) ? this : new SourceFailedException(Message, Cure, Detail.Replace(secret, "***", StringComparison.Ordinal)) { IsLogin = IsLogin };
}
