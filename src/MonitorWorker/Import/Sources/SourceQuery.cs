namespace MonitorWorker.Import.Sources;

/// <summary>One source of the configuration: a query whose answer is read like a sheet.</summary>
/// <param name="Name">As the config names it; unique.</param>
/// <param name="Provider">Name of the kind of database, see <see cref="SourceProviders"/>.</param>
/// <param name="ConnectionString">Without a password.</param>
/// <param name="PasswordFile">File whose first line is the password, read each time; null where none is needed.</param>
/// <param name="Text">One SELECT.</param>
/// <param name="TimeOut">For all of it: connecting, asking, reading.</param>
/// <param name="MaxRows">A longer answer is refused: it is held in memory, and a query that forgot its WHERE must not fill it.</param>
/// <param name="Zone">Where the office is: points in time are read as its wall clock showed them.</param>
public sealed record SourceQuery(
    string Name, string Provider, string ConnectionString, string? PasswordFile, string Text, TimeSpan TimeOut, int MaxRows, TimeZoneInfo Zone)
{
    /// <summary>How figures from here name their file: a database, and which.</summary>
    public string FileName => "库:" + Name;
}
