namespace MonitorWorker.Budgets;

/// <summary>外发级别: how much of a project may be in mails and files. The greater value is the stricter one.</summary>
public enum Disclosure
{
    /// <summary>可外发: everything.</summary>
    Full,

    /// <summary>仅编号: the number of its alert, and nothing about it.</summary>
    NumberOnly,

    /// <summary>不得外发: nothing.</summary>
    None,
}

/// <summary>The words that tables have for it.</summary>
public static class Disclosures
{
    public static IReadOnlyDictionary<string, Disclosure> ByName { get; } = new Dictionary<string, Disclosure>
    {
        ["可外发"] = Disclosure.Full,
        ["仅编号"] = Disclosure.NumberOnly,
        ["不得外发"] = Disclosure.None,
    };

    /// <summary>Of several that apply.</summary>
    public static Disclosure Stricter(Disclosure one, Disclosure other) => one > other ? one : other;
}
