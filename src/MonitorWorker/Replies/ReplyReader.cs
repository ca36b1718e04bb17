using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>What a person says in a mail. Never throws for what stands in a mail, and never guesses: what is not plainly a statement or an act is a remark.</summary>
public static partial class ReplyReader
{
    private const int LongestText = 20_000;
    private const int LongestRemark = 4_000;
    private const int LargestForm = 2 << 20;
    private const int MostForms = 5;
    private static readonly IReadOnlyList<string?> _noNumber = [null];
    private static readonly string[] _workbooks = [".xlsx", ".xlsm", ".xls", ".et", ".csv"];

    /// <param name="today">Day on which the mail came; dates without a year are read from it.</param>
    /// <param name="yearEnd">Last day that a promise may name.</param>
    public static ReplyReading Read(IncomingMail mail, DateOnly today, DateOnly yearEnd) => Read(mail, today, yearEnd, null);

    /// <param name="forms">Reads workbooks that are attached; null reads none of them.</param>
    public static ReplyReading Read(IncomingMail mail, DateOnly today, DateOnly yearEnd, IFormCells? forms)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (mail.Kind != IncomingKind.Personal) return new ReplyReading([]);
        var text = mail.Text.Length <= LongestText ? mail.Text : mail.Text[..LongestText];
        var parts = Said(text, today, yearEnd);
        // A mail that only hands on what somebody else attached says nothing in the sender's name.
        if (!mail.IsForward) parts = WithForms(parts, Forms(mail, today, yearEnd, forms));
        return new ReplyReading(parts.Count > 0 ? parts : InSubject(mail.Subject));
    }

    private static List<ReplyPart> Said(string text, DateOnly today, DateOnly yearEnd)
    {
        List<ReplyPart> parts = [];
        foreach (var section in ReplySections.Of(text.Split('\n')))
        {
            // What stands under several numbers is said about each.
            foreach (var number in section.Numbers.Count == 0 ? _noNumber : section.Numbers) parts.AddRange(InSection(section.Lines, number, today, yearEnd));
        }

        return parts;
    }

    private static List<ReplyPart> InSection(List<string> lines, string? number, DateOnly today, DateOnly yearEnd)
    {
        if (Table(lines, number, today, yearEnd) is { Count: > 0 } table) return [.. table];
        var fields = ReplyStatement.Fields(lines, today, out var before, out var after);
        if (ReplyStatement.Of(number, fields, today, yearEnd) is { } statement)
            return [.. Free(before, number, today), statement, .. Free(after, number, today)];

        // Labels that were left blank say nothing.
        var words = fields.Count == 0 ? lines : [.. before, .. after];
        if (ReplyStatement.Unlabelled(words, today) is { } three && ReplyStatement.Of(number, three, today, yearEnd) is { } plain) return [plain];
        return Free(words, number, today);
    }

    /// <summary>Words without labels: what they do, else a remark.</summary>
    private static List<ReplyPart> Free(List<string> lines, string? number, DateOnly today)
    {
        var words = ReplyStatement.WithoutEnd(lines, today).Where(line => !Signatures.IsCourtesy(line)).ToList();
        words = Signatures.Trim(words);
        if (words.Count == 0) return [];
        if (ReplyActs.IsSeen(string.Join(' ', words))) return [new ReplyPart.Seen(number)];

        List<ReplyPart> parts = [];
        List<string> rest = [];
        for (var i = 0; i < words.Count; i++)
        {
            var act = ReplyActs.Of(words[i], number, out var behind);
            switch (act)
            {
                case null:
                    rest.Add(words[i]);
                    break;
                case ReplyPart.Dispute dispute:
                    // The right figure stands in the same line or under it.
                    var says = words.Skip(i + 1).TakeWhile(line => !ReplyActs.IsAct(line)).ToList();
                    i += says.Count;
                    parts.Add(dispute with { Says = Bounded(ReplyStatement.Joined([dispute.Says, .. says])) });
                    break;
                default:
                    parts.Add(act);
                    if (behind.Length > 0) rest.Add(behind);
                    break;
            }
        }

        rest = Signatures.Trim(rest);
        if (rest.Count == 0) return parts;
        if (parts.Count == 0 && ReplyActs.AfterRead(rest[0]) is { } afterRead)
        {
            parts.Add(new ReplyPart.Seen(number));
            rest[0] = afterRead;
        }

        if (rest.TrueForAll(line => Signatures.IsSignatureLine(line)) && parts.Count > 0) return parts;
        parts.Add(new ReplyPart.Remark(number, Bounded(string.Join('\n', rest.Select(line => line.Trim())).Trim())));
        return parts;
    }

    private static string Bounded(string text) => text.Length <= LongestRemark ? text : text[..(LongestRemark - 1)] + "…";

    /// <summary>A table that was pasted into the mail.</summary>
    private static IReadOnlyList<ReplyPart.Statement> Table(List<string> lines, string? number, DateOnly today, DateOnly yearEnd)
    {
        var rows = lines.Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => (IReadOnlyList<string?>)line.Split('\t')).ToList();
        if (rows.Count < 2) return [];
        return [.. ReplyForm.Read(rows, today, yearEnd).Select(statement => statement with { Number = statement.Number ?? number })];
    }

    private static List<ReplyPart.Statement> Forms(IncomingMail mail, DateOnly today, DateOnly yearEnd, IFormCells? forms)
    {
        List<ReplyPart.Statement> statements = [];
        foreach (var file in mail.Files.Where(file => file.Bytes.Length <= LargestForm && IsForm(file.Name)).Take(MostForms))
        {
            if (file.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
                statements.AddRange(Said(PlainText.Clean(MailCharset.Decode(file.Bytes.AsSpan(0, Math.Min(file.Bytes.Length, LongestText * 3)), null)), today, yearEnd).OfType<ReplyPart.Statement>());
            else if (forms is not null)
                statements.AddRange(ReplyForm.Read(forms.Rows(file), today, yearEnd));
        }

        return statements;
    }

    private static bool IsForm(string name) =>
        name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || _workbooks.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the mail itself says comes first; a form fills what the mail leaves out, and makes “见附件” needless.</summary>
    private static List<ReplyPart> WithForms(List<ReplyPart> parts, List<ReplyPart.Statement> forms)
    {
        if (forms.Count == 0) return parts;
        List<ReplyPart> all = [.. parts.Where(part => part is not ReplyPart.Remark remark || !SeeAttached().IsMatch(PlainText.Compared(remark.Text)))];
        foreach (var form in forms)
        {
            var at = all.FindIndex(part => part is ReplyPart.Statement && part.Number == form.Number);
            if (at < 0)
            {
                all.Add(form);
                continue;
            }

            var written = (ReplyPart.Statement)all[at];
            all[at] = written with
            {
                Cause = written.Cause ?? form.Cause,
                Measure = written.Measure ?? form.Measure,
                Due = written.Due ?? form.Due,
                PromisedRate = written.PromisedRate ?? form.PromisedRate,
            };
        }

        return all;
    }

    /// <summary>Links of our mails write what is wanted into the subject, and people who want no more leave the text blank.</summary>
    private static IReadOnlyList<ReplyPart> InSubject(string subject)
    {
        var words = SubjectEnds().Replace(subject, "").Trim();
        if (ReplyActs.Of(words, AlertNumbers.In(subject) is [var number] ? number : null) is not { } act) return [];
        return [act];
    }

    [GeneratedRegex(@"^(?:您好[,。!]?\s*)?(?:请|详|详细|具体)?(?:情况|内容|说明|回复)?(?:请)?(?:详)?(?:见|看|查看|查收)(?:附件|附表|附)[^。;]{0,20}[,。!;]?\s*(?:谢谢|请查收|请审阅)?[。!]?$|^附件.{0,20}(?:请查收|请审阅|如下|见附件)?[,。!]*$|^(?:填报表|表格|表)?(?:已填好|已填写|填好了|已填报)[,。!]?(?:请查收|见附件|请审阅)?[。!]?$|^(?i:(?:please )?(?:see|find) (?:the )?(?:attached|attachment|enclosed)(?: \w+){0,3})[.!]?$")]
    private static partial Regex SeeAttached();

    [GeneratedRegex(@"^(?:\s*(?:回复|答复|回覆|Re|RE)\s*[:：]\s*)+|\s*\[YJ-[^\]]{1,20}\]\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex SubjectEnds();
}
