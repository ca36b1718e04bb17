using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>What became of one thing that a reply says, in a few words.</summary>
internal static class AnswerWords
{
    /// <summary>As the console and the audit's book call it.</summary>
    public static string Of(string result) => Of(result, MailWords.Chinese);

    public static string Of(string result, MailWords words) => words["answered." + (result switch
    {
        AnswerResult.Recorded or AnswerResult.Partial or AnswerResult.Noted or AnswerResult.HandedOver or AnswerResult.UnknownName or AnswerResult.SeveralNames or AnswerResult.Disputed
            or AnswerResult.NoNumber or AnswerResult.UnknownNumber or AnswerResult.Closed or AnswerResult.YearEnded or AnswerResult.NotAlert => result,
        _ => AnswerResult.Unclear,
    })];
}
