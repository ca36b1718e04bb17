using System.Text;
using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>Cause, measure and date in a few lines: behind labels, or without them where nothing else can be meant.</summary>
internal static partial class ReplyStatement
{
    /// <summary>Lines that are broken by a mail program are at least this long; shorter ones were ended by their writer.</summary>
    private const int ShortestWrapped = 20;

    private const int LongestUnlabelled = 300;

    /// <returns>Null where none of the values says anything.</returns>
    public static ReplyPart.Statement? Of(string? number, IReadOnlyList<(ReplyField Field, string Value)> fields, DateOnly today, DateOnly yearEnd)
    {
        var (cause, measure, due) = (Said(fields, ReplyField.Cause), Said(fields, ReplyField.Measure), Said(fields, ReplyField.Due));
        var read = due is null ? null : PromiseDates.Read(due, today, yearEnd);
        var labelled = Said(fields, ReplyField.Rate) is { } rate ? PromisedRates.Labelled(rate) : null;
        if (cause is null && measure is null && read is null && labelled is null) return null;
        return new ReplyPart.Statement(number, cause, measure, read) { PromisedRate = labelled ?? PromisedRates.In([measure, due], read?.Day, today) };
    }

    /// <summary>Values by their labels, each with the lines that go on with it; without signatures and courtesies at the end.</summary>
    public static IReadOnlyList<(ReplyField Field, string Value)> Fields(IReadOnlyList<string> lines, DateOnly today) => Fields(lines, today, out _, out _);

    /// <param name="before">Lines before the first label.</param>
    /// <param name="after">Lines that follow the last value and are neither part of it nor signature.</param>
    public static IReadOnlyList<(ReplyField Field, string Value)> Fields(IReadOnlyList<string> lines, DateOnly today, out List<string> before, out List<string> after)
    {
        List<(ReplyField Field, List<string> Lines)> blocks = [];
        before = [];
        after = [];
        foreach (var line in lines)
        {
            var places = ReplyLabels.In(line);
            if (places.Count == 0 || places[0].Start > 0)
            {
                var head = places.Count == 0 ? line : line[..places[0].Start];
                if (blocks.Count > 0) blocks[^1].Lines.Add(head);
                else before.Add(head);
            }

            for (var i = 0; i < places.Count; i++)
            {
                var end = i + 1 < places.Count ? places[i + 1].Start : line.Length;
                blocks.Add((places[i].Field, [line[places[i].ValueStart..end]]));
            }
        }

        if (blocks.Count == 0) return [];
        after = SplitOff(blocks[^1].Field, blocks[^1].Lines, today);
        // Cause and measure behind labels, and the day alone under them.
        var last = blocks[^1].Lines;
        if (blocks.TrueForAll(block => block.Field != ReplyField.Due) && last.Count > 1 && PromiseDates.IsAlone(last[^1], today))
        {
            blocks.Add((ReplyField.Due, [last[^1]]));
            last.RemoveAt(last.Count - 1);
        }

        return [.. blocks.Select(block => (block.Field, Joined(block.Lines)))];
    }

    /// <summary>
    /// Exactly three things in order, the last of them a day to come: numbered, line by line, paragraph by paragraph or
    /// sentence by sentence. Anything less plain is not taken for a statement.
    /// </summary>
    public static IReadOnlyList<(ReplyField Field, string Value)>? Unlabelled(IReadOnlyList<string> lines, DateOnly today)
    {
        var words = Signatures.Trim(WithoutEnd(lines, today).SkipWhile(line => string.IsNullOrWhiteSpace(line) || Signatures.IsCourtesy(line)));
        if (words.Count == 0 || words.Sum(line => line.Length) > 3 * LongestUnlabelled) return null;
        return Three(Numbered(words), today)
            ?? Three([.. words.Where(line => !string.IsNullOrWhiteSpace(line))], today)
            ?? Three(Paragraphs(words), today)
            ?? (words.Count(line => !string.IsNullOrWhiteSpace(line)) <= 3 ? Three([.. Sentences().Split(Joined(words)).Select(one => one.Trim()).Where(one => one.Length > 0)], today) : null);
    }

    /// <summary>The lines without courtesy and signature at the end; a day still to come is no signature.</summary>
    public static List<string> WithoutEnd(IReadOnlyList<string> lines, DateOnly today)
    {
        var kept = Signatures.Trim(lines);
        while (kept.Count > 1 && (Signatures.IsCourtesy(kept[^1]) || IsSignedUnder(kept, today)))
        {
            kept.RemoveAt(kept.Count - 1);
            kept = Signatures.Trim(kept);
        }

        return kept;
    }

    /// <summary>Lines as one: mail programs break them, phones do not.</summary>
    public static string Joined(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (text.Length > 0 && (char.IsAsciiLetterOrDigit(text[^1]) && char.IsAsciiLetterOrDigit(line[0]) || ",.;:)".Contains(text[^1], StringComparison.Ordinal) && char.IsAsciiLetter(line[0]))) text.Append(' ');
            text.Append(line);
        }

        return text.ToString();
    }

    /// <summary>The last line is a name, an office, a day: what stands under a letter, not the end of a sentence that was broken.</summary>
    private static bool IsSignedUnder(List<string> lines, DateOnly today)
    {
        if (!Signatures.IsSignatureLine(lines[^1]) || PromiseDates.IsAlone(lines[^1], today)) return false;
        var above = lines[^2].Trim();
        return string.IsNullOrWhiteSpace(above) || above.Length < ShortestWrapped || EndsSentence().IsMatch(above) || Signatures.IsSignatureLine(above);
    }

    /// <returns>What does not belong to the last value and is no signature.</returns>
    private static List<string> SplitOff(ReplyField field, List<string> lines, DateOnly today)
    {
        var isLabelAlone = ReplyLabels.Meaning(lines[0]).Length == 0;
        var kept = WithoutEnd(lines, today);
        if (kept.Count == 0) kept = [.. lines.Take(1)];
        lines.Clear();
        lines.AddRange(kept);
        if (field is not (ReplyField.Due or ReplyField.Rate)) return [];
        // A date is one line; what comes after it is something else, unless the label stood alone.
        var first = lines.FindIndex(line => ReplyLabels.Meaning(line).Length > 0);
        if (first < 0) return [];
        if (isLabelAlone && field == ReplyField.Due && !LooksLikeDay().IsMatch(PlainText.Compared(lines[first]))) first = -1;
        var after = lines.Skip(first + 1).Where(line => !string.IsNullOrWhiteSpace(line) && !Signatures.IsCourtesy(line) && !NothingElse().IsMatch(line)).ToList();
        lines.RemoveRange(first + 1, lines.Count - first - 1);
        return after.Count > 0 && after.TrueForAll(Signatures.IsSignatureLine) ? [] : after;
    }

    private static string? Said(IReadOnlyList<(ReplyField Field, string Value)> fields, ReplyField field)
    {
        var values = fields.Where(one => one.Field == field).Select(one => ReplyLabels.Meaning(one.Value)).Where(value => value.Length > 0).Distinct().ToList();
        return values.Count == 0 ? null : string.Join('；', values.Select((value, index) => index + 1 < values.Count ? value.TrimEnd('。') : value));
    }

    private static List<(ReplyField, string)>? Three(List<string> items, DateOnly today)
    {
        if (items.Count != 3 || !PromiseDates.IsAlone(WithoutBullet(items[2]), today)) return null;
        var said = items.Take(2).Select(item => ReplyLabels.Meaning(WithoutBullet(item))).ToList();
        return said.TrueForAll(item => item.Length is >= 3 and <= LongestUnlabelled && !PromiseDates.IsAlone(item, today) && !ReplyActs.IsAct(item) && !Signatures.IsCourtesy(item))
            ? [(ReplyField.Cause, said[0]), (ReplyField.Measure, said[1]), (ReplyField.Due, WithoutBullet(items[2]))]
            : null;
    }

    private static List<string> Numbered(List<string> lines)
    {
        List<string> items = [];
        foreach (var line in lines)
        {
            if (Bullet().IsMatch(PlainText.Half(line))) items.Add(line);
            else if (items.Count == 0) return [];
            else items[^1] = Joined([items[^1], line]);
        }

        return items;
    }

    private static List<string> Paragraphs(List<string> lines)
    {
        List<List<string>> paragraphs = [[]];
        foreach (var line in lines)
        {
            if (string.IsNullOrWhiteSpace(line)) paragraphs.Add([]);
            else paragraphs[^1].Add(line);
        }

        return [.. paragraphs.Where(paragraph => paragraph.Count > 0).Select(Joined)];
    }

    private static string WithoutBullet(string line) => Bullet().Match(PlainText.Half(line)) is { Success: true } bullet ? line[bullet.Length..].Trim() : line.Trim();

    [GeneratedRegex(@"^\s*(?:[(]?(?:\d|[一二三])\s*[).、:]|[(]?[①②③]|[123]\s)\s*(?!\d)|^\s*[(]?[123]\s*(?:[.、)]|\s)\s*(?=\d{1,4}\s*[-年月/.])")]
    private static partial Regex Bullet();

    [GeneratedRegex("[。；;]")]
    private static partial Regex Sentences();

    /// <summary>其他情况：无</summary>
    [GeneratedRegex(@"^[^:：]{0,20}[:：]\s*(?:无|没有|/)\s*[。.]?\s*$")]
    private static partial Regex NothingElse();

    /// <summary>Under a date's label that was left blank people also go on writing.</summary>
    [GeneratedRegex(@"\d|[年月日周底]|尽快|近期|待定|不确定|完成")]
    private static partial Regex LooksLikeDay();

    [GeneratedRegex(@"[。；;！!？?.]\s*$")]
    private static partial Regex EndsSentence();
}
