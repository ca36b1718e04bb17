namespace MonitorWorker.Reports.Views;

/// <summary>A file that figures come from.</summary>
internal sealed class SourceFileView(SourceFile source)
{
    public string? File => Print.Name(source.File);

    /// <summary>Checksum of its content, in hexadecimal.</summary>
    public string? Sha256 => Print.Name(source.Sha256);

    public string ImportedAt => Print.Months.Minute(source.ImportedAt);

    /// <summary>Rows that were read.</summary>
    public string Accepted => Print.Count(source.Accepted);

    /// <summary>Rows that were refused; null where none was.</summary>
    public string? Refused => Print.CountIfAny(source.Refused);
}
