using MonitorWorker.Budgets;

namespace MonitorWorker.Notifications;

/// <summary>An address at which several people of the address book read mails (共用邮箱): it is written to once, and called by all of them. Pure.</summary>
public static class SharedMailbox
{
    private const int MostNames = 3;

    /// <param name="rows">Those in office at one address.</param>
    /// <returns>How a mail calls its readers: 办公室（张三、李四）; null where it is one person's.</returns>
    public static string? Readers(IEnumerable<Contact> rows) => Of(rows) is not var (section, names) ? null : section is null ? names : $"{section}（{names}）";

    /// <returns>What somebody is called who does not say which of them it is: 办公室共用邮箱; null where it is one person's.</returns>
    public static string? NameOf(IEnumerable<Contact> rows) => Of(rows) is not var (section, names) ? null : section is null ? $"共用邮箱（{names}）" : $"{section}共用邮箱";

    private static (string? Section, string Names)? Of(IEnumerable<Contact> rows)
    {
        var all = rows.ToList();
        var names = all.Select(contact => contact.Name).Distinct().ToList();
        if (names.Count <= 1) return null;
        var sections = all.Select(contact => contact.Section).Distinct().ToList();
        var some = string.Join('、', names.Take(MostNames)) + (names.Count > MostNames ? $"等{names.Count}人" : "");
        return (sections is [{ } section] ? section : null, some);
    }
}
