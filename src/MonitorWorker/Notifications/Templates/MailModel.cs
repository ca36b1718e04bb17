using MonitorWorker.Notifications.Views;

namespace MonitorWorker.Notifications.Templates;

/// <summary>The names that a template of each kind can use.</summary>
internal static class MailModel
{
    public static Dictionary<string, object> OfTest(MailContext context) => new() { ["mail"] = new MailView(context) };

    public static Dictionary<string, object> OfTrouble(MailContext context, TroubleNotice notice) =>
        new() { ["mail"] = new MailView(context), ["trouble"] = new TroubleView(notice) };

    public static Dictionary<string, object> OfEnding(MailContext context, EndingNotice notice) =>
        new() { ["mail"] = new MailView(context), ["ending"] = new EndingView(notice) };

    public static Dictionary<string, object> OfAnswer(MailContext context, AnswerNotice notice) =>
        new() { ["mail"] = new MailView(context), ["answer"] = new AnswerView(notice) };

    public static Dictionary<string, object> OfUndelivered(MailContext context, UndeliveredNotice notice) =>
        new() { ["mail"] = new MailView(context), ["undelivered"] = new UndeliveredView(notice) };

    public static Dictionary<string, object> OfReceipt(MailContext context, ReceiptNotice notice) =>
        new() { ["mail"] = new MailView(context), ["receipt"] = new ReceiptView(notice) };

    public static Dictionary<string, object> OfReminder(MailContext context, ReminderView reminder) =>
        new() { ["mail"] = new MailView(context), ["reminder"] = reminder };

    public static Dictionary<string, object> OfTaskList(MailContext context, TaskListView task) =>
        new() { ["mail"] = new MailView(context), ["task"] = task };

    public static Dictionary<string, object> OfLine(MailContext context, LineSnapshot line) =>
        new() { ["mail"] = new MailView(context), ["line"] = new LineView(line) };

    public static Dictionary<string, object> OfDigest(MailContext context, DigestView digest) =>
        new() { ["mail"] = new MailView(context), ["digest"] = digest };

    public static Dictionary<string, object> OfSummary(MailContext context, SummaryView summary) =>
        new() { ["mail"] = new MailView(context), ["summary"] = summary };
}
