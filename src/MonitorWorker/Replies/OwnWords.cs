using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>What the sender of a mail wrote, taken apart from what the mail quotes.</summary>
/// <param name="Text">Without quote and signature; empty where nothing is left.</param>
/// <param name="QuotedNumbers">Alert numbers in the quoted mail.</param>
/// <param name="IsForward">The quoted mail is handed on, not answered.</param>
internal sealed partial record OwnWords(string Text, IReadOnlyList<string> QuotedNumbers, bool IsForward)
{
    /// <summary>What stands further down is never an answer.</summary>
    private const int MostLines = 5_000;

    private const int LongestName = 20;
    private const int LongestSigned = 60;
    private const int SignatureLines = 8;

    /// <summary>Who the sender says has answered, e.g. where several read one mailbox; null where nobody is named.</summary>
    public string? SignedBy { get; private init; }

    /// <summary>The last short lines of what the sender wrote, without spaces: a name may stand there alone.</summary>
    public IReadOnlyList<string> Signature { get; private init; } = [];

    public static OwnWords Nothing { get; } = new("", [], false);

    /// <param name="handsOn">The subject says that the mail is handed on.</param>
    public static OwnWords Of(IReadOnlyList<BodyLine> lines, bool handsOn)
    {
        if (lines.Count > MostLines) lines = [.. lines.Take(MostLines)];
        var cut = 0;
        var mark = QuoteMarks.Mark.None;
        while (cut < lines.Count && lines[cut].Place != LinePlace.Quoted && (mark = QuoteMarks.At(lines, cut)) == QuoteMarks.Mark.None) cut++;
        var own = lines.Take(cut).ToList();
        var signedBy = own.Where(line => line.Text.Length <= LongestSigned).Select(line => Answerer().Match(line.Text)).Where(match => match.Success).Select(match => Packed(match.Groups[1].Value)).LastOrDefault(name => name.Length is > 0 and <= LongestName);
        IReadOnlyList<string> signature = [.. own.Where(line => !line.IsBlank).TakeLast(SignatureLines).Where(line => line.Text.Length <= LongestSigned).Select(line => Packed(line.Text)).Where(text => text.Length <= LongestName)];
        var above = Signatures.Without([.. own.Where(line => line.Place == LinePlace.Open && (line.Text.Length > LongestSigned || !Answerer().IsMatch(line.Text))).Select(line => line.Text)]);
        var quote = lines.Skip(cut).ToList();
        var isForward = handsOn || mark == QuoteMarks.Mark.Forwarded || FirstMark(quote) == QuoteMarks.Mark.Forwarded;
        var numbers = AlertNumbers.In(string.Join('\n', quote.Select(line => line.Text)));
        // The words of somebody else stand in a mail that is handed on, so that only what stands above them counts.
        if (isForward || (above.Count > 0 && !IsPointer(above))) return new OwnWords(string.Join('\n', above), numbers, isForward) { SignedBy = signedBy, Signature = signature };

        var below = Below(quote);
        if (below.Count == 0) below = FilledIn(quote);
        return new OwnWords(string.Join('\n', below.Count == 0 ? above : below), numbers, false) { SignedBy = signedBy, Signature = signature };
    }

    private static QuoteMarks.Mark FirstMark(List<BodyLine> quote)
    {
        for (var i = 0; i < quote.Count && i < 12; i++)
        {
            if (QuoteMarks.At(quote, i) is var mark && mark != QuoteMarks.Mark.None) return mark;
        }

        return QuoteMarks.Mark.None;
    }

    /// <summary>“见下”: the answer stands in the quote.</summary>
    private static bool IsPointer(List<string> above)
    {
        var words = above.Where(line => !Signatures.IsCourtesy(line)).ToList();
        return words.Count == 0 || (words.Count == 1 && Pointer().IsMatch(PlainText.Compared(words[0])));
    }

    /// <summary>
    /// Words under or between quoted lines: only where the quote is marked line by line, so that its end can be seen. A line
    /// that answers a blank label keeps the label.
    /// </summary>
    private static List<string> Below(List<BodyLine> quote)
    {
        var first = quote.FindIndex(line => line.Place == LinePlace.Quoted);
        if (first < 0 || Levels(quote) > 1) return [];
        // Behind a header block or a separator everything is quoted, unless the quoted lines follow it at once.
        if (quote.Take(first).Count(line => !line.IsBlank) > 4) return [];
        List<string> words = [];
        string? label = null;
        foreach (var line in quote.Skip(first))
        {
            if (line.Place == LinePlace.Signature) continue;
            if (line.Place == LinePlace.Quoted)
            {
                if (line.IsBlank) continue;
                label = ReplyLabels.IsBlankLabel(line.Text) ? line.Text.Trim() : null;
                continue;
            }

            if (line.IsBlank)
            {
                words.Add("");
                label = null;
                continue;
            }

            words.Add(label + line.Text);
            label = null;
        }

        return Signatures.Without(words);
    }

    /// <summary>
    /// The form in our own mail, filled in where it stood: our labels are blank, so a filled one was typed. Not where a mail
    /// of somebody else is quoted as well, who may have typed it.
    /// </summary>
    private static List<string> FilledIn(List<BodyLine> quote)
    {
        if (Levels(quote) > 1 || quote.Any(line => line.Depth > 1)) return [];
        var lead = quote.FindIndex(line => QuoteMarks.IsFormLead(line.Text));
        if (lead < 0) return [];
        var form = quote.Skip(lead + 1).Select(line => line.Text).SkipWhile(line => !ReplyLabels.BeginsWithLabel(line) && !ReplySections.IsHeading(line)).ToList();
        List<string> filled = [];
        foreach (var line in form)
        {
            if (filled.Count > 0 && string.IsNullOrWhiteSpace(line) && ReplyLabels.HasAll(filled)) break;
            filled.Add(line);
        }

        return filled.Any(line => ReplyLabels.BeginsWithLabel(line) && !ReplyLabels.IsBlankLabel(line)) || FollowsLabel(filled) ? Signatures.Trim(filled) : [];
    }

    private static bool FollowsLabel(List<string> lines) =>
        lines.Zip(lines.Skip(1)).Any(pair => ReplyLabels.IsBlankLabel(pair.First) && !string.IsNullOrWhiteSpace(pair.Second) && !ReplyLabels.BeginsWithLabel(pair.Second));

    /// <summary>How many mails are quoted within each other.</summary>
    private static int Levels(List<BodyLine> quote)
    {
        var levels = 0;
        for (var i = 0; i < quote.Count && levels < 2; i++)
        {
            if (QuoteMarks.At(quote, i) is not (QuoteMarks.Mark.Answered or QuoteMarks.Mark.Forwarded)) continue;
            levels++;
            // A separator and the block under it are one, also where the lines of the block could each begin one.
            for (var block = i + 1; block < quote.Count && block < i + 9; block++)
            {
                if (QuoteMarks.At(quote, block) is QuoteMarks.Mark.Answered or QuoteMarks.Mark.Forwarded) i = block;
            }
        }

        return levels;
    }

    private static string Packed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    /// <summary>答复人：张三, which is no part of what is said.</summary>
    [GeneratedRegex(@"^\s*答\s*复\s*人(?:姓名)?\s*[:：]\s*(.+?)\s*$")]
    private static partial Regex Answerer();

    [GeneratedRegex(@"^(?:请)?(?:详)?(?:见|看)(?:下|下文|下方|下面|正文|表格)?(?:填写|回复)?(?:内容)?[,。!:]*$|^(?:回复|填写|答复)?(?:内容)?(?:如下|附下)[,。!:]*$|^(?i:(?:please )?see below|answers? below)[.:]?$|^已(?:在下(?:方|面))?填(?:写|好)?[,。!]*$")]
    private static partial Regex Pointer();
}
