using System.Globalization;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>
/// Tells the administrators, and the finance staff of an entity, how many alerts there are of which no mail may say anything: somebody has to look. Told when the number changes, and it is a number alone.
/// </summary>
public sealed class WithheldNote(NoteBook notes, FactStore facts, OfficeSettings office)
{
    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(CheckResult check, DateOnly day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (check.Withheld.IsEmpty) return 0;

        var (now, before) = (check.WithheldOpen, check.WithheldBefore);
        var told = 0;
        if (KeyOf("", now.Values.Sum(), before.Values.Sum()) is { } whole) told += await notes.TellAdministratorsAsync(NoteOf(now.Values.Sum()), whole, cancellationToken);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), day, office.CatchAll, office.Routes);
        var administrators = router.Administrators().Select(administrator => administrator.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var entity in now.Keys.Union(before.Keys).Where(entity => entity.Length > 0).Order(StringComparer.Ordinal))
        {
            if (KeyOf(entity, now.GetValueOrDefault(entity), before.GetValueOrDefault(entity)) is { } key)
                told += await notes.TellAsync([.. router.ForReport(entity).Where(recipient => !administrators.Contains(recipient.Address))], NoteOf(now.GetValueOrDefault(entity)), key, cancellationToken);
        }

        return told;

        // Unchanged it is told once, for levels that have changed over alerts that have not.
        string? KeyOf(string entity, int count, int earlier) => count != earlier ? FormattableString.Invariant($"withheld|{entity}|{day:yyyy-MM-dd}|{count}")
            : count == 0 ? null : FormattableString.Invariant($"withheld|{entity}|{check.Withheld.Fingerprint}|{count}");
    }

    /// <summary>Open alerts of which nothing may leave, by entity.</summary>
    /// <param name="states">State of each alert, by its key.</param>
    internal static Dictionary<string, int> Count(IEnumerable<(string Key, AlertState State)> states, WithheldProjects withheld) => withheld.IsEmpty ? [] : states
        .Where(alert => alert.State == AlertState.Firing)
        .Select(alert => new FormerSubject(alert.Key).Line)
        .Where(line => line is var (entity, project) && withheld.Of(entity, project) == Disclosure.None)
        .CountBy(line => line!.Value.Entity)
        .ToDictionary();

    private static NoteNotice NoteOf(int count)
    {
        var number = count.ToString(CultureInfo.InvariantCulture);
        return count == 0
            ? new NoteNotice("不得外发的预警都已解除", "外发级别为“不得外发”的项目现在没有未解除的预警。")
            : new NoteNotice($"有{number}项不得外发的预警", $"外发级别为“不得外发”的项目现在有{number}项未解除的预警，邮件、报告和日志中都不出现它们的内容。") { Ask = "请在服务器上用命令 alerts list 查看，并按规定的渠道办理。" };
    }
}
