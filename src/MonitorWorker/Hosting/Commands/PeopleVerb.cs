using MonitorWorker.Budgets;
using MonitorWorker.Jobs.People;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>people list|handover</c>: who is in office, and handing an office over (交接).</summary>
internal static class PeopleVerb
{
    private const int MostNumbers = 5;

    /// <param name="File">A list of hand-overs; null where <paramref name="One"/> is given.</param>
    internal sealed record Asked(string? File, HandoverRequest? One, string By, bool DryRun);

    public static async Task<int> ListAsync(GlobalOptions global, bool all, bool json, CancellationToken stop)
    {
        await using var session = await OpenAsync(global, stop);
        var people = await session.Get<PeopleList>().LoadAsync(AlertsVerb.Today(session), all, stop);
        if (json)
        {
            JsonOutput.Write(people.Select(ToJson));
            return ExitCodes.Good;
        }

        ConsoleOutput.WriteTable(
            ["姓名", "邮箱", "职责", "任职起始", "离任", ">未解除预警", ">未答复", "承诺", "备注"],
            people.Select(person => (IReadOnlyList<string>)
            [
                person.Name,
                string.Join('；', person.Addresses),
                string.Join('、', person.Rows.Select(PeopleStore.InWords).Distinct()),
                Day(person.Rows.Max(row => row.From)),
                Day(person.Rows.Max(row => row.Until)),
                $"{person.Open.Count}",
                $"{person.Unanswered.Count}",
                person.Promises.Count == 0 ? "—" : string.Join('、', person.Promises.Take(MostNumbers).Select(promise => $"{promise.Key} {promise.Value:yyyy-MM-dd}")),
                Notes(person),
            ]));
        return ExitCodes.Good;
    }

    public static async Task<int> HandOverAsync(GlobalOptions global, Asked asked, CancellationToken stop)
    {
        IReadOnlyList<HandoverRequest> requests = asked.One is { } one ? [one] : [];
        if (asked.File is { } file)
        {
            var (read, problems) = HandoverSheet.Read(file);
            foreach (var problem in problems) ConsoleOutput.WriteError(problem);
            if (problems.Count > 0) return ExitCodes.BadUsage;
            requests = read;
        }

        await using var session = await OpenAsync(global, stop);
        var today = AlertsVerb.Today(session);
        var byHand = session.Get<HandoverByHand>();
        var plan = await byHand.PlanAsync(requests, today, stop);
        foreach (var problem in plan.Problems) ConsoleOutput.WriteError(problem);
        if (plan.Problems.Count > 0)
        {
            ConsoleOutput.WriteError("没有办理任何交接");
            return ExitCodes.Failed;
        }

        await WriteAsync(session, plan, today, stop);
        if (asked.DryRun)
        {
            ConsoleOutput.WriteLine("只是预演：没有改动，没有发邮件");
            return ExitCodes.Good;
        }

        var mails = await byHand.CarryOutAsync(plan, asked.By, today, stop);
        var later = plan.Handovers.Count(handover => handover.Day > today);
        ConsoleOutput.WriteLine($"已登记交接{plan.Handovers.Count}项，写成邮件{mails}封" + (later > 0 ? $"；{later}项未到日期，到期由当天的检查发出交接清单" : ""));
        return ExitCodes.Good;
    }

    private static async Task WriteAsync(Session session, HandoverPlan plan, DateOnly today, CancellationToken stop)
    {
        var people = await session.Get<PeopleList>().LoadAsync(today, all: false, stop);
        ConsoleOutput.WriteTable(
            ["原责任人", "继任人", "自", "职责", "未解除预警"],
            plan.Handovers.Select(handover => (IReadOnlyList<string>)
            [
                $"{handover.Left[0].Name} {handover.Left[0].Address}",
                $"{handover.Took[0].Name} {handover.Took[0].Address}",
                Day(handover.Day),
                string.Join('、', handover.Left.Select(PeopleStore.InWords).Distinct()),
                people.Where(person => person.Name == handover.Left[0].Name && person.Addresses.Contains(handover.Left[0].Address)).SelectMany(person => person.Open).ToList() is { Count: > 0 } open
                    ? string.Join('、', open)
                    : "—",
            ]));
    }

    private static string Notes(PersonEntry person) => string.Join('；', new[]
    {
        person.IsInOffice ? null : person.Rows.Any(row => row.Until is not null) ? "已离任" : "尚未到任",
        person.Successor is { } successor && !person.IsInOffice ? $"由{successor}接替" : null,
        person.SharedWith.Count > 0 ? $"共用邮箱：还有{string.Join('、', person.SharedWith)}" : null,
        person.Bounced.Count > 0 ? $"退信：{string.Join('、', person.Bounced)}" : null,
    }.OfType<string>());

    private static object ToJson(PersonEntry person) => new
    {
        name = person.Name,
        addresses = person.Addresses,
        inOffice = person.IsInOffice,
        roles = person.Rows.Select(row => new { role = row.Role.Name(), entity = row.EntityCode, section = row.Section, project = row.ProjectCode, from = row.From, until = row.Until }),
        open = person.Open,
        unanswered = person.Unanswered,
        promises = person.Promises.Select(promise => new { alert = promise.Key, due = promise.Value }),
        bounced = person.Bounced,
        sharedWith = person.SharedWith,
        successor = person.Successor,
    };

    private static string Day(DateOnly? day) => day is { } known ? $"{known:yyyy-MM-dd}" : "—";

    private static Task<Session> OpenAsync(GlobalOptions global, CancellationToken stop) => Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
}
