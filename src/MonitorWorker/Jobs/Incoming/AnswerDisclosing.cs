using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>What a mail about a reply may say: of a project that is told by number alone neither its name, its figures nor what somebody wrote about it.</summary>
internal sealed class AnswerDisclosing(WithheldProjects withheld, DisclosurePolicy policy)
{
    /// <param name="address">Where the mail goes.</param>
    /// <param name="keyOf">Key of the alert of a number; null where there is none.</param>
    public AnswerNotice Of(AnswerNotice notice, string address, Func<string, string?> keyOf)
    {
        var highest = policy.Of(address);
        if (withheld.IsEmpty && highest == Disclosure.Full) return notice;

        return notice with { Items = [.. notice.Items.Select(Item)] };

        AnswerItem Item(AnswerItem item)
        {
            var level = item.Numbers.Aggregate(highest, (level, number) => Disclosures.Stricter(level, LevelOf(number)));
            return level == Disclosure.Full ? item : new AnswerItem(item.Result, level == Disclosure.None ? [] : item.Numbers)
            {
                Due = item.Due,
                Missing = item.Missing,
                RestsUntil = item.RestsUntil,
                To = item.To,
                SeenBy = item.SeenBy,
            };
        }

        Disclosure LevelOf(string number) => keyOf(number) is { } key && new FormerSubject(key).Line is var (entity, project) ? withheld.Of(entity, project) : Disclosure.Full;
    }
}
