using System.Globalization;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>How a reload changes who would be told of what: person by person what comes and what goes, in the words of people.</summary>
internal static class ToldDifference
{
    private const int MostPeople = 50;
    private const int MostNames = 3;

    /// <returns>Empty where everybody is told what they were told before.</returns>
    public static IReadOnlyList<string> Of(WhoIsTold before, WhoIsTold after)
    {
        var changed = before.Addresses.Union(after.Addresses, StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(address => (
                Name: after.Addresses.Contains(address) ? after.NameAt(address) : before.NameAt(address),
                Address: address,
                More: after.ThingsAt(address).Except(before.ThingsAt(address)).ToList(),
                Less: before.ThingsAt(address).Except(after.ThingsAt(address)).ToList()))
            .Where(person => person.More.Count + person.Less.Count > 0)
            .ToList();
        return
        [
            .. Rehearsal(before.RehearsalTo, after.RehearsalTo),
            .. changed.Take(MostPeople).Select(person =>
            {
                string?[] parts = [Said("开始收到", person.More), Said("不再收到", person.Less)];
                return (person.Name == person.Address ? person.Name : $"{person.Name}（{person.Address}）") + string.Join("；", parts.OfType<string>());
            }),
            .. changed.Count > MostPeople ? [string.Create(CultureInfo.InvariantCulture, $"另有{changed.Count - MostPeople}人，这里不一一列出")] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> Rehearsal(Recipient? before, Recipient? after) => (before?.Address, after?.Address) switch
    {
        (null, { } to) => [$"由正式改为演练：所有邮件改发{to}，不再发给本人"],
        ({ } to, null) => [$"由演练改为正式：邮件从此发给本人，不再发给{to}"],
        ({ } old, { } to) when !old.Equals(to, StringComparison.OrdinalIgnoreCase) => [$"演练收件人由{old}改为{to}"],
        _ => [],
    };

    private static string? Said(string verb, List<ToldThing> things)
    {
        if (things.Count == 0) return null;
        var warnings = things.Where(thing => thing.IsWarning).ToList();
        var others = things.Where(thing => !thing.IsWarning)
            .GroupBy(thing => thing.What)
            .Select(same => same.Key + Levels(same.Select(thing => thing.Level)) + Subjects(same.Select(thing => thing.Subject)));
        return verb + string.Join("、", warnings.Count == 0 ? others : others.Prepend(Warnings(warnings)));
    }

    private static string Warnings(List<ToldThing> things)
    {
        var rules = things.Select(thing => thing.What).Distinct().ToList();
        var what = rules.Count <= MostNames ? string.Join("、", rules) : string.Create(CultureInfo.InvariantCulture, $"{rules[0]}等{rules.Count}类预警");
        return what + Levels(things.Select(thing => thing.Level)) + Subjects(things.Select(thing => thing.Subject));
    }

    /// <summary>All of them need not be named.</summary>
    private static string Levels(IEnumerable<Level?> levels)
    {
        var told = levels.OfType<Level>().Distinct().OrderDescending().ToList();
        return told.Count is 0 or 4 ? "" : $"（{string.Join("、", told.Select(ScenarioWords.Of))}）";
    }

    private static string Subjects(IEnumerable<string?> subjects)
    {
        var told = subjects.OfType<string>().Distinct().ToList();
        return told.Count == 0 ? "" : told.Count <= MostNames ? $"：{string.Join("、", told)}" : string.Create(CultureInfo.InvariantCulture, $"：{told.Count}个项目或单位");
    }
}
