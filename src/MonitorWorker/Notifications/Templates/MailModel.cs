using MonitorWorker.Notifications.Views;
using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Templates;

/// <summary>The names that a template of each kind can use.</summary>
internal sealed class MailModel(MailWords words)
{
    public Dictionary<string, object> OfTest(MailContext context) => new() { ["mail"] = new MailView(context, words) };

    public Dictionary<string, object> OfTrouble(MailContext context, TroubleNotice notice) =>
        new() { ["mail"] = new MailView(context, words), ["trouble"] = new TroubleView(notice, words) };

    public Dictionary<string, object> OfNote(MailContext context, NoteNotice notice) =>
        new() { ["mail"] = new MailView(context, words), ["note"] = new NoteView(notice, words) };

    public Dictionary<string, object> OfEnding(MailContext context, EndingNotice notice) =>
        new() { ["mail"] = new MailView(context, words), ["ending"] = new EndingView(notice, words) };

    public Dictionary<string, object> OfAnswer(MailContext context, AnswerNotice notice) =>
        new() { ["mail"] = new MailView(context, words), ["answer"] = new AnswerView(notice, words) };

    public Dictionary<string, object> OfUndelivered(MailContext context, UndeliveredNotice notice) =>
        new() { ["mail"] = new MailView(context, words), ["undelivered"] = new UndeliveredView(notice, words) };

    public Dictionary<string, object> OfReceipt(MailContext context, ReceiptNotice notice) =>
        new() { ["mail"] = new MailView(context, words), ["receipt"] = new ReceiptView(notice, words) };

    public Dictionary<string, object> OfReminder(MailContext context, ReminderView reminder) =>
        new() { ["mail"] = new MailView(context, words), ["reminder"] = reminder };

    public Dictionary<string, object> OfTaskList(MailContext context, TaskListView task) =>
        new() { ["mail"] = new MailView(context, words), ["task"] = task };

    public Dictionary<string, object> OfReport(MailContext context, ReportView report) =>
        new() { ["mail"] = new MailView(context, words), ["report"] = report };

    public Dictionary<string, object> OfLine(MailContext context, LineSnapshot line) =>
        new() { ["mail"] = new MailView(context, words), ["line"] = new LineView(line, words) };

    public Dictionary<string, object> OfDigest(MailContext context, DigestView digest) =>
        new() { ["mail"] = new MailView(context, words), ["digest"] = digest };

    public Dictionary<string, object> OfSummary(MailContext context, SummaryView summary) =>
        new() { ["mail"] = new MailView(context, words), ["summary"] = summary };
}
