using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>mail</c> in every template: the sender, the reader and the run.</summary>
internal sealed class MailView(MailContext context, MailWords words)
{
    /// <summary>For the HTML's own attribute.</summary>
    public string Language { get; } = words.Locale;

    public string? OfficeName { get; } = Plain.Line(context.OfficeName, 60);

    public string? ContactPhone { get; } = Plain.Line(context.ContactPhone, 60);

    public string? FromAddress { get; } = Plain.Line(context.FromAddress);

    public bool ReadsReplies { get; } = context.ReadsReplies;

    public string? RecipientName { get; } = Plain.Line(context.Recipient.Name, 60);

    public string? WhyYou { get; } = Plain.Line(words.Phrase(context.WhyYou));

    public string GeneratedAt { get; } = words.Months.Minute(context.GeneratedAt);

    public string? RunId { get; } = Plain.Line(context.RunId, 80);

    public string? DataAsOf { get; } = words.Months.Day(context.DataAsOf);

    /// <summary>Opens a new mail to the office with the three lines in it.</summary>
    public string ReplyLink { get; } =
        "mailto:" + Uri.EscapeDataString(Plain.Line(context.FromAddress) ?? "").Replace("%40", "@", StringComparison.Ordinal)
        + "?body=" + Uri.EscapeDataString($"{words["answer.cause"]}\r\n{words["answer.measure"]}\r\n{words["answer.due"]}\r\n");
}
