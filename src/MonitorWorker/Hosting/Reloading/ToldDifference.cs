using System.Globalization;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Scenarios;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>
/// How a reload changes who would be told of what: person by person what comes and what goes, in the words of people. What one of the two configurations withholds is counted and not named.
/// </summary>
internal static class ToldDifference
{
    private const int MostPeople = 50;
    private const int MostNames = 3;

    /// <param name="isLimited">For a reader to whom not everything may go: nothing is named.</param>
    /// <returns>Empty where everybody is told what they were told before.</returns>
    public static IReadOnlyList<string> Of(WhoIsTold before, WhoIsTold after, bool isLimited = false)
    {
        var changed = Changed(before, after);
        return
        [
            .. Rehearsal(before.RehearsalTo, after.RehearsalTo),
            .. changed.Take(MostPeople).Select(person =>
            {
                string?[] parts = [Said("开始收到", person.More, IsWithheld), Said("不再收到", person.Less, IsWithheld)];
                var who = person.Name == person.Address ? person.Name : $"{person.Name}（{person.Address}）";
                var item = who + string.Join("；", parts.OfType<string>());
                // Such as a report whose title is the name of a project.
                return !IsNamed(item) ? item : (IsNamed(who) ? "另有1人" : who) + "收到的有变化，按外发级别不列";
            }),
            .. changed.Count > MostPeople ? [string.Create(CultureInfo.InvariantCulture, $"另有{changed.Count - MostPeople}人，这里不一一列出")] : Array.Empty<string>(),
        ];

        bool IsWithheld(ToldThing thing) => isLimited || before.Withholds(thing) || after.Withholds(thing);

        bool IsNamed(string text) => before.Withheld.AreNamedIn(text) || after.Withheld.AreNamedIn(text);
    }

    /// <summary>For how many people something differs, and in how many things, for a log that names neither.</summary>
    public static (int People, int Things) Count(WhoIsTold before, WhoIsTold after)
    {
        var changed = Changed(before, after);
        return (changed.Count, changed.Sum(person => person.More.Count + person.Less.Count) + Rehearsal(before.RehearsalTo, after.RehearsalTo).Count());
    }

    private static List<(string Name, string Address, List<ToldThing> More, List<ToldThing> Less)> Changed(WhoIsTold before, WhoIsTold after) =>
    [
        .. before.Addresses.Union(after.Addresses, StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(address => (
                Name: after.Addresses.Contains(address) ? after.NameAt(address) : before.NameAt(address),
                Address: address,
                More: after.ThingsAt(address).Except(before.ThingsAt(address)).ToList(),
                Less: before.ThingsAt(address).Except(after.ThingsAt(address)).ToList()))
            .Where(person => person.More.Count + person.Less.Count > 0),
    ];

    private static IEnumerable<string> Rehearsal(Recipient? before, Recipient? after) => (before?.Address, after?.Address) switch
    {
        (null, { } to) => [$"由正式改为演练：所有邮件改发{to}，不再发给本人"],
        ({ } to, null) => [$"由演练改为正式：邮件从此发给本人，不再发给{to}"],
        ({ } old, { } to) when !old.Equals(to, StringComparison.OrdinalIgnoreCase) => [$"演练收件人由{old}改为{to}"],
        _ => [],
    };

    private static string? Said(string verb, List<ToldThing> things, Func<ToldThing, bool> isWithheld)
    {
        if (things.Count == 0) return null;
        var warnings = things.Where(thing => thing.IsWarning).ToList();
        var others = things.Where(thing => !thing.IsWarning)
            .GroupBy(thing => thing.What)
            .Select(same => same.Key + Levels(same.Select(thing => thing.Level)) + Subjects(same, isWithheld));
        return verb + string.Join("、", warnings.Count == 0 ? others : others.Prepend(Warnings(warnings, isWithheld)));
    }

    private static string Warnings(List<ToldThing> things, Func<ToldThing, bool> isWithheld)
    {
        var rules = things.Select(thing => thing.What).Distinct().ToList();
        var what = rules.Count <= MostNames ? string.Join("、", rules) : string.Create(CultureInfo.InvariantCulture, $"{rules[0]}等{rules.Count}类预警");
        return what + Levels(things.Select(thing => thing.Level)) + Subjects(things, isWithheld);
    }

    /// <summary>All of them need not be named.</summary>
    private static string Levels(IEnumerable<Level?> levels)
    {
        var told = levels.OfType<Level>().Distinct().OrderDescending().ToList();
        return told.Count is 0 or 4 ? "" : $"（{string.Join("、", told.Select(ScenarioWords.Of))}）";
    }

    private static string Subjects(IEnumerable<ToldThing> things, Func<ToldThing, bool> isWithheld)
    {
        var about = things.Where(thing => thing.Subject is not null).ToLookup(isWithheld);
        var told = about[false].Select(thing => thing.Subject).Distinct().ToList();
        var withheld = about[true].Select(thing => (thing.Subject, thing.Project)).Distinct().Count();
        var named = told.Count == 0 ? "" : told.Count <= MostNames ? $"：{string.Join("、", told)}" : string.Create(CultureInfo.InvariantCulture, $"：{told.Count}个项目或单位");
        return withheld == 0 ? named
            : named.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"：{withheld}个按外发级别不列")
            : string.Create(CultureInfo.InvariantCulture, $"{named}，另有{withheld}个按外发级别不列");
    }
}
