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
    public static string Name(this SpendingCategory category) => category switch
    {
        SpendingCategory.Personnel => "人员支出",
        SpendingCategory.Operating => "公用支出",
        _ => "项目支出",
    };
}
