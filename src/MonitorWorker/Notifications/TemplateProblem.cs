using System.Globalization;

namespace MonitorWorker.Notifications;

/// <summary>Something in a template that keeps it from being used; shown to the person who edited it.</summary>
/// <param name="Line">From 1; null where the file as a whole is meant.</param>
/// <param name="Column">From 1.</param>
public sealed record TemplateProblem(string File, int? Line, int? Column, string Message)
{
    /// <summary>What would be right in its place.</summary>
    public string Expected { get; init; } = "only names and functions that templates/README.md lists";

    public override string ToString() => Line is null
        ? $"{File}: {Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Message}");
}
