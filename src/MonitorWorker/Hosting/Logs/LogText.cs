using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MonitorWorker.Hosting.Logs;

/// <summary>
/// What every line of the log goes through, whoever wrote it: one line an entry, nothing that moves a terminal's cursor or turns the order of the
/// letters round, no mail address, no password and no path of a URL.
/// </summary>
internal static partial class LogText
{
    /// <summary>Of a text that is longer the rest is cut off: a server may answer at any length.</summary>
    public const int Longest = 16_000;

    public static string Clean(string text)
    {
        var plain = Lines(text);
        if (plain.Contains("://", StringComparison.Ordinal)) plain = UserOfUrl().Replace(plain, "${scheme}");
        if (plain.Contains("://", StringComparison.Ordinal)) plain = UrlPath().Replace(plain, "${host}/***");
        if (plain.Contains('@', StringComparison.Ordinal)) plain = Address().Replace(plain, Mask);
        return plain.Contains('=', StringComparison.Ordinal) || plain.Contains(':', StringComparison.Ordinal) ? Secret().Replace(plain, "${key}***") : plain;
    }

    /// <summary>With what went wrong, all in one line.</summary>
    public static string Clean(string text, Exception? error) => Clean(error is null ? text : $"{text}\n{error}");

    private static string Mask(Match address) => $"{address.Groups["local"].ValueSpan[0]}***@{address.Groups["domain"].Value}";

    private static string Lines(string text)
    {
        var isLong = text.Length > Longest;
        var line = new StringBuilder(Math.Min(text.Length, Longest) + 16);
        foreach (var letter in isLong ? text.AsSpan(0, Longest) : text)
        {
            if (letter == '\n') line.Append("\\n");
            else if (letter == '\t') line.Append(' ');
            else if (IsPlain(letter)) line.Append(letter);
        }

        return isLong ? line.Append(CultureInfo.InvariantCulture, $" … ({text.Length - Longest} more)").ToString() : line.ToString();
    }

    /// <summary>Neither a control of C0 or C1, nor a sign that turns the direction, breaks a line or cannot be seen.</summary>
    private static bool IsPlain(char letter) => !char.IsControl(letter)
        && letter is not ((>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\u061C' or '\uFEFF');

    /// <summary>Addresses that mails go to are ASCII (<see cref="Delivery.Addresses"/>): Chinese text right before one is none of it. A due time after an @ (<c>morning@2026-11-26T00:30:00Z</c>) is none.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9._%+-])(?<local>[A-Za-z0-9._%+-]+)@(?!\d{4}-\d\d-)(?<domain>[\p{L}\p{N}][\p{L}\p{N}.-]*)")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<key>\b(?:password|passwd|pwd|passfile|secret|api[-_]?key|authorization)\s*[=:]\s*)(?:""[^""]*""|'[^']*'|[^\s;,]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    /// <summary>User and password before the host.</summary>
    [GeneratedRegex(@"(?<scheme>\bhttps?://)[^\s/@?#""]*@", RegexOptions.IgnoreCase)]
    private static partial Regex UserOfUrl();

    /// <summary>The path may be the secret, as of a heartbeat, which may be on this machine as well; the service's own pages are none.</summary>
    [GeneratedRegex(@"(?<host>\bhttps?://(?!(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?/(?:healthz|readyz|metrics)(?:,?(?:\s|$)|[""'）”]))[^\s/?#""'）]+)[/?#][^\s""'）]+", RegexOptions.IgnoreCase)]
    private static partial Regex UrlPath();
}
