using System.Text;

namespace MonitorWorker.Import.Marking;

/// <summary>Text from data as it may stand in a workbook's XML: no control characters, no halves of characters, not too long.</summary>
internal static class CellMarkText
{
    public static string Clean(string text, int longest)
    {
        if (text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '\uD7FF')) return text;

        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > longest) break;
            // Broken halves arrive as U+FFFD; U+FFFE and U+FFFF are no characters of XML.
            if (rune.Value is '\t' or '\n' || (rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF))) kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
