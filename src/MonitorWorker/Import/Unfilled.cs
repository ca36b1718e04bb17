using System.Text.RegularExpressions;

namespace MonitorWorker.Import;

/// <summary>What stands in a form before somebody fills it in, or instead of a figure that is kept back: missing, never a value.</summary>
internal static partial class Unfilled
{
    public static bool Is(string text) => Placeholder().IsMatch(text);

    // 20xx, xx万元, **%; 占 %; (200字以内); ____
    [GeneratedRegex(@"^(约?\d*[xX×*＊]{2,}[\d.]*\s*\p{L}{0,3}%?|占\s*[%％]|[(（]?\d+字(以内|左右)[)）]?|_+)$")]
    private static partial Regex Placeholder();
}
