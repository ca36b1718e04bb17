using System.Text;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Notifications.Views;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>Turns frozen figures into a mail's words. Never fails for a template's sake: then it uses the built-in text.</summary>
public sealed class MailComposer(TemplateCatalog catalog)
{
    /// <summary>Gmail cuts a mail off at 102 kB of HTML; a warning must be read to its end.</summary>
    public const int LargestHtml = 90_000;

    private const int SmallestDigest = 5;

    /// <summary>Room for the longest project name and what follows it: the number at the end must not be cut off.</summary>
    private const int LongestSubject = 400;

    private readonly MailModel _model = new(catalog.Words);

    private readonly BuiltInMail _builtIn = new(catalog.Words);

    /// <summary>The words of the language in which it writes.</summary>
    public MailWords Words => catalog.Words;

    /// <summary>How the templates did: what failed in them is told to the administrators.</summary>
    public TemplateLog Templates { get; } = new();

    /// <param name="lines">As they were frozen, one for each finding; what belongs to one line is folded here.</param>
    /// <param name="note">Of a digest of everything: what it says beside its lines; null where changes are told.</param>
    public RenderedMail Compose(
        MailContext context,
        IReadOnlyList<LineSnapshot> lines,
        IReadOnlyList<StatementSnapshot>? statements = null,
        IReadOnlyList<IndicatorSnapshot>? indicators = null,
        DigestNote? note = null)
    {
        var folded = LineFolding.Fold(lines);
        var kind = note is null ? MailKind.For(folded, statements ?? [], indicators ?? []) : MailKind.Digest;
        return kind == MailKind.Digest
            // The first mail in earnest tells changes, though as a list.
            ? ComposeDigest(context, folded, statements ?? [], indicators ?? [], note is { GoesLive: true } ? null : note)
            : Render(kind, _model.OfLine(context, folded[0]), () => _builtIn.OfLine(kind, context, folded[0]));
    }

    public RenderedMail ComposeTest(MailContext context) =>
        Render(MailKind.Test, _model.OfTest(OfNoRun(context)), () => _builtIn.OfTest(OfNoRun(context)));

    public RenderedMail ComposeTrouble(MailContext context, TroubleNotice notice) =>
        Render(MailKind.Trouble, _model.OfTrouble(OfNoRun(context), notice), () => _builtIn.OfTrouble(OfNoRun(context), notice));

    public RenderedMail ComposeNote(MailContext context, NoteNotice notice) =>
        Render(MailKind.Note, _model.OfNote(OfNoRun(context), notice), () => _builtIn.OfNote(OfNoRun(context), notice));

    public RenderedMail ComposeEnding(MailContext context, EndingNotice notice) =>
        Render(MailKind.Ending, _model.OfEnding(OfNoRun(context), notice), () => _builtIn.OfEnding(OfNoRun(context), notice));

    public RenderedMail ComposeAnswer(MailContext context, AnswerNotice notice) =>
        Render(MailKind.Answer, _model.OfAnswer(OfNoRun(context), notice), () => _builtIn.OfAnswer(OfNoRun(context), notice));

    public RenderedMail ComposeUndelivered(MailContext context, UndeliveredNotice notice) =>
        Render(MailKind.Undelivered, _model.OfUndelivered(OfNoRun(context), notice), () => _builtIn.OfUndelivered(OfNoRun(context), notice));

    public RenderedMail ComposeSummary(MailContext context, SummarySnapshot summary)
    {
        var view = new SummaryView(summary, Words);
        return Render(MailKind.Summary, _model.OfSummary(context, view), () => _builtIn.OfSummary(context, view));
    }

    public RenderedMail ComposeReceipt(MailContext context, ReceiptNotice notice) =>
        Render(MailKind.Receipt, _model.OfReceipt(context, notice), () => _builtIn.OfReceipt(context, notice));

    public RenderedMail ComposeReminder(MailContext context, ReminderNotice notice) => Shortened(ReminderView.DefaultLimit, limit =>
    {
        var reminder = new ReminderView(notice, Words, limit);
        return Render(MailKind.TaskReminder, _model.OfReminder(context, reminder), () => _builtIn.OfReminder(context, reminder));
    });

    public RenderedMail ComposeTaskList(MailContext context, TaskListNotice notice) => Shortened(TaskListView.DefaultLimit, limit =>
    {
        var task = new TaskListView(notice, Words, limit);
        return Render(MailKind.TaskList, _model.OfTaskList(context, task), () => _builtIn.OfTaskList(context, task));
    });

    public RenderedMail ComposeReport(MailContext context, ReportNotice notice)
    {
        var report = new ReportView(notice, Words);
        return Render(MailKind.Report, _model.OfReport(context, report), () => _builtIn.OfReport(context, report));
    }

    /// <summary>What tells no figures of a run has no number by which they could be traced.</summary>
    private static MailContext OfNoRun(MailContext context) => context with { RunId = null };

    private static RenderedMail Shortened(int limit, Func<int, RenderedMail> render)
    {
        for (; ; limit /= 2)
        {
            var mail = render(limit);
            if (Encoding.UTF8.GetByteCount(mail.Html) < LargestHtml || limit <= 1) return mail;
        }
    }

    private RenderedMail ComposeDigest(
        MailContext context, IReadOnlyList<LineSnapshot> lines, IReadOnlyList<StatementSnapshot> statements, IReadOnlyList<IndicatorSnapshot> indicators, DigestNote? note)
    {
        for (var limit = DigestView.DefaultLimit; ; limit /= 2)
        {
            var digest = new DigestView(lines, statements, indicators, Words, limit, note);
            var mail = Render(MailKind.Digest, _model.OfDigest(context, digest), () => _builtIn.OfDigest(context, digest));
            if (Encoding.UTF8.GetByteCount(mail.Html) < LargestHtml || limit <= SmallestDigest) return mail;
        }
    }

    private RenderedMail Render(string kind, Dictionary<string, object> model, Func<RenderedMail> builtIn)
    {
        try
        {
            var subject = Plain.Line(catalog.Render(TemplateCatalog.SubjectOf(kind), model), LongestSubject)
                ?? throw new TemplateRendering(catalog.RendersToNothing(TemplateCatalog.SubjectOf(kind)));
            var text = Tidy(catalog.Render(TemplateCatalog.TextOf(kind), model));
            var html = catalog.Render(TemplateCatalog.HtmlOf(kind), model);
            Templates.Add(kind, null);
            return new RenderedMail(kind, subject, text, html, null);
        }
        catch (TemplateRendering error)
        {
            Templates.Add(kind, error.Problem);
            return builtIn() with { Fallback = error.Problem.ToString() };
        }
    }

    /// <summary>Conditions in a template leave empty lines behind: never more than one in a row.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var empty = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.Length > 0 || !empty) tidy.Append(line).Append('\n');
            empty = line.Length == 0;
        }

        return tidy.ToString().TrimEnd() + "\n";
    }
}
