using System.Text.RegularExpressions;

namespace MonitorWorker.Import;

/// <summary>A comma that does not part thousands may be a decimal comma or a slip: 1,5 is refused, never read as 15.</summary>
internal static partial class Thousands
{
    public static bool AreWellFormed(string number) => !number.Contains(',', StringComparison.Ordinal) || Grouped().IsMatch(number);

    [GeneratedRegex(@"^\s*[-+]?\d{1,3}(,\d{3})+(\.\d+)?\s*$")]
    private static partial Regex Grouped();
}
