namespace MonitorWorker.Import.Formats;

/// <summary>
/// A NUL is no character of any text: it stands where bytes were lost. Left out it would join what was apart, so that
/// 1, NUL, 2 became 12; it is marked like every other byte that means nothing, and the cell is refused.
/// </summary>
internal static class LostText
{
    public static string Marked(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;

    /// <summary>The same where old programs fill a text up to its length with NULs, which say nothing.</summary>
    public static string MarkedInside(string text) => text.Contains('\0', StringComparison.Ordinal) ? Marked(text.TrimEnd('\0')) : text;
}
