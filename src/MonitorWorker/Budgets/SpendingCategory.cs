namespace MonitorWorker.Budgets;

/// <summary>支出类别: what kind of spending a line is.</summary>
public enum SpendingCategory
{
    /// <summary>人员支出 (also 人员类).</summary>
    Personnel,

    /// <summary>公用支出 (also 运转类).</summary>
    Operating,

    /// <summary>项目支出 (also 特定目标类).</summary>
    Project,
}

/// <summary>The field's words for the categories.</summary>
public static class SpendingCategories
{
    /// <summary>Every word that offices use → category.</summary>
    public static IReadOnlyDictionary<string, SpendingCategory> ByName { get; } = new Dictionary<string, SpendingCategory>
    {
        ["人员支出"] = SpendingCategory.Personnel,
        ["人员类"] = SpendingCategory.Personnel,
        ["公用支出"] = SpendingCategory.Operating,
        ["日常公用支出"] = SpendingCategory.Operating,
        ["运转类"] = SpendingCategory.Operating,
        ["项目支出"] = SpendingCategory.Project,
        ["特定目标类"] = SpendingCategory.Project,
    };

    public static string Name(this SpendingCategory category) => category switch
    {
        SpendingCategory.Personnel => "人员支出",
        SpendingCategory.Operating => "公用支出",
        _ => "项目支出",
    };
}
