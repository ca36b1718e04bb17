using System.Globalization;
using System.Net.Mail;
using MonitorWorker.Alerts;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>ack</c>, <c>answer add</c> and <c>silence add|list|expire</c>: what people say about alerts.</summary>
internal static class OverlayVerbs
{
    /// <summary>Who says it: a name or an address of the address book, or a name with <c>--mail</c>.</summary>
    internal sealed record Said(string By, string? Mail, string Reason);

    public static async Task<int> AcknowledgeAsync(GlobalOptions global, string keyOrNumber, Said said, DateOnly until, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, stop);
        var today = AlertsVerb.Today(session);
        if (Refuse(until, today) is { } refused) return refused;
        if (await WordAsync(session, said, stop) is not { } word) return ExitCodes.BadUsage;
        var now = session.Get<TimeProvider>().GetUtcNow();
        if (!await session.Get<OverlayStore>().AcknowledgeAsync(keyOrNumber, word, until, now, stop)) return await AlertsVerb.NoneAsync(session, keyOrNumber, today, stop);
        ConsoleOutput.WriteLine($"{keyOrNumber} 已由{word.Author}受理：至{until:yyyy-MM-dd}不再催办；等级升高时照常通知");
        return ExitCodes.Good;
    }

    public static async Task<int> AnswerAsync(GlobalOptions global, string keyOrNumber, SpokenAnswer said, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, stop);
        var today = AlertsVerb.Today(session);
        if (said.Due is { } day && Refuse(day, today) is { } refused) return refused;
        if (await session.Get<AnswerByHand>().AddAsync(keyOrNumber, said, stop) is not var (by, address)) return await AlertsVerb.NoneAsync(session, keyOrNumber, today, stop);
        ConsoleOutput.WriteLine(said.Due is { } due
            ? $"{keyOrNumber} 的答复已记下：{due:yyyy-MM-dd}以前不再催办，到期未完成时重新催办"
            : $"{keyOrNumber} 的答复已记下；没有预计完成日期（--due），催办推后1个工作日");
        ConsoleOutput.WriteLine(address is null ? $"通讯录中没有{by}的可用邮箱，没有发确认邮件" : $"确认邮件将发给{by}（{address}）");
        var all = await session.Get<CaseBook>().ListAsync(today, stop);
        var answered = all.First(alert => alert.Key == keyOrNumber || alert.Number == keyOrNumber);
        // Project codes are an entity's own: another one's P01 is another project.
        var line = new FormerSubject(answered.Key).Line;
        var others = all.Where(alert => alert.State == AlertState.Firing && alert.Answer is null && line is not null && new FormerSubject(alert.Key).Line == line && alert.Key != answered.Key).Select(alert => alert.Number).ToList();
        if (others.Count > 0) ConsoleOutput.WriteLine($"同一项目还有没有答复的预警：{string.Join("、", others)}；答复也适用的，请分别登记");
        return ExitCodes.Good;
    }

    internal sealed record NewSilence(string? Project, string? Entity, string? Rule, string? Level, string? Alert, DateOnly? From, DateOnly Until, bool Waive);

    public static async Task<int> AddAsync(GlobalOptions global, NewSilence asked, Said said, CancellationToken stop)
    {
        if (asked.Rule is { } rule && !RuleIds.All.Contains(rule))
        {
            ConsoleOutput.WriteError($"--rule {rule}: there is no such rule. Expected one of: {string.Join(", ", RuleIds.All)}");
            return ExitCodes.BadUsage;
        }

        await using var session = await OpenAsync(global, stop);
        var today = AlertsVerb.Today(session);
        if (Refuse(asked.Until, today) is { } refused) return refused;
        var from = asked.From ?? today;
        if (from > asked.Until)
        {
            ConsoleOutput.WriteError($"--from {from:yyyy-MM-dd} is after --until {asked.Until:yyyy-MM-dd}: expected a day before it");
            return ExitCodes.BadUsage;
        }

        string? key = null;
        if (asked.Alert is { } alert)
        {
            if (await session.Get<CaseBook>().FindAsync(alert, today, stop) is not { } found) return await AlertsVerb.NoneAsync(session, alert, today, stop);
            key = found.Alert.Key;
        }

        var scope = new SilenceScope(asked.Project, asked.Entity, asked.Rule, asked.Level is { } level ? Levels.Parse(level) : null, key);
        if (scope is { Project: null, Entity: null, Rule: null, AlertKey: null })
        {
            ConsoleOutput.WriteError("What is to be silenced? Expected at least one of --project, --entity, --rule, --alert; a silence of everything would be the end of all warnings");
            return ExitCodes.BadUsage;
        }

        var lines = (await session.Get<FactStore>().LoadAsync(today, stop)).Lines;
        if (asked.Project is { } code && lines.All(line => line.ProjectCode != code))
            return Unknown("--project", code, "项目编码", lines.Select(line => line.ProjectCode));
        if (asked.Entity is { } unit && lines.All(line => line.EntityCode != unit))
            return Unknown("--entity", unit, "单位编码", lines.Select(line => line.EntityCode));
        if (await WordAsync(session, said, stop) is not { } word) return ExitCodes.BadUsage;
        var kind = asked.Waive ? SilenceKind.Waiver : SilenceKind.Silence;
        var (id, covered) = await session.Get<OverlayStore>().AddAsync(kind, scope, word, from, asked.Until, session.Get<TimeProvider>().GetUtcNow(), stop);
        ConsoleOutput.WriteLine($"{AlertWords.Of(kind)}{id}：{SilenceWords.Of(scope)}，{from:yyyy-MM-dd}至{asked.Until:yyyy-MM-dd}，现有{covered}条未解除的预警在内");
        if (word.Address is null) ConsoleOutput.WriteLine("通讯录中没有这个人的邮箱：结束前由系统管理员收到提醒（--mail 可以指定邮箱）");
        return ExitCodes.Good;
    }

    public static async Task<int> ListAsync(GlobalOptions global, bool json, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, stop);
        var today = AlertsVerb.Today(session);
        var entries = await session.Get<OverlayStore>().ListAsync(stop);
        if (json)
        {
            JsonOutput.Write(entries.Select(entry => JsonOutput.Silence(entry, StateOf(entry, today))));
            return ExitCodes.Good;
        }

        ConsoleOutput.WriteTable(
            [">编号", "类别", "状态", "范围", "自", "至", "由", "原因"],
            entries.Select(entry => (IReadOnlyList<string>)
            [
                entry.Silence.Id.ToString(CultureInfo.InvariantCulture),
                AlertWords.Of(entry.Silence.Kind),
                StateOf(entry, today) switch { "active" => "生效", "future" => "未开始", "ended" => $"已终止（{entry.EndedBecause}）", _ => "已到期" },
                SilenceWords.Of(entry.Silence.Scope),
                $"{entry.Silence.From:yyyy-MM-dd}",
                $"{entry.Silence.Until:yyyy-MM-dd}",
                entry.Silence.Author,
                entry.Silence.Reason,
            ]));
        return ExitCodes.Good;
    }

    public static async Task<int> ExpireAsync(GlobalOptions global, long id, string by, string? reason, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, stop);
        if (!await session.Get<OverlayStore>().ExpireAsync(id, reason is null ? by : $"{by}：{reason}", session.Get<TimeProvider>().GetUtcNow(), stop))
        {
            ConsoleOutput.WriteError($"没有生效的静默或豁免{id}。silence list 列出全部");
            return ExitCodes.Failed;
        }

        ConsoleOutput.WriteLine($"{id} 已终止；它压下的变化由下一次检查通知");
        return ExitCodes.Good;
    }

    private static string StateOf(SilenceEntry entry, DateOnly today) =>
        entry.EndedAt is not null ? "ended" : today > entry.Silence.Until ? "expired" : today < entry.Silence.From ? "future" : "active";

    private static Task<Session> OpenAsync(GlobalOptions global, CancellationToken stop) => Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);

    /// <summary>A slip of the finger would be a silence of nothing.</summary>
    private static int Unknown(string option, string value, string what, IEnumerable<string> known)
    {
        var some = known.Where(code => code.Length > 0).Distinct().Take(20).ToList();
        ConsoleOutput.WriteError($"{option} {value}：预算里没有这个{what}。现有：{(some.Count == 0 ? "（还没有读入预算）" : string.Join("、", some))}");
        return ExitCodes.BadUsage;
    }

    private static int? Refuse(DateOnly until, DateOnly today)
    {
        if (until >= today) return null;
        ConsoleOutput.WriteError($"{until:yyyy-MM-dd} is over: expected {today:yyyy-MM-dd} or a later day");
        return ExitCodes.BadUsage;
    }

    /// <returns>Null where the address is none; that has been said.</returns>
    private static async Task<Word?> WordAsync(Session session, Said said, CancellationToken stop)
    {
        var today = AlertsVerb.Today(session);
        var contacts = (await session.Get<FactStore>().LoadContactsAsync(stop)).Where(contact => contact.IsInOffice(today)).ToList();
        var known = contacts.Find(contact => contact.Name == said.By || contact.Addresses.Contains(said.By, StringComparer.OrdinalIgnoreCase));
        var address = said.Mail ?? known?.Address;
        if (address is null || MailAddress.TryCreate(address, out _)) return new Word(known?.Name ?? said.By, address, said.Reason);
        ConsoleOutput.WriteError($"--mail {address}: is not a mail address. Expected e.g. name@example.com");
        return null;
    }
}
