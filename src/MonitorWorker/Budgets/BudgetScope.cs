namespace MonitorWorker.Budgets;

/// <summary>
/// 口径: which budget lines a statement, a rule set or an exception to a rule speaks of. <c>全部</c>, or conditions on budget columns joined by semicolons,
/// alternatives by <c>|</c>: <c>支出类别=人员支出|公用支出;资金来源=一般公共预算</c>.
/// </summary>
public sealed class BudgetScope
{
    private const string Everything = "全部";

    /// <summary>In the order in which <see cref="ToString"/> writes them.</summary>
    private static readonly (string Name, int Rank, Func<BudgetLine, string?> Of)[] _columns =
    [
        ("预算年度", 0, line => line.FiscalYear.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("单位编码", 1, line => line.EntityCode.Length == 0 ? null : line.EntityCode),
        ("单位名称", 1, line => line.EntityName),
        ("责任股室", 2, line => line.Section),
        ("项目编码", 16, line => line.ProjectCode),
        ("项目名称", 16, line => line.ProjectName),
        ("支出类别", 4, line => line.Category.Name()),
        ("资金来源", 8, line => line.Fund.Length == 0 ? null : line.Fund),
        ("政府采购", 4, line => line.Procurement ? "是" : "否"),
    ];

    private readonly List<(int Column, HashSet<string> Values)> _conditions = [];

    private BudgetScope()
    {
    }

    /// <summary>What a 口径 may look like, for whoever has to mend one.</summary>
    public static string Expected => "“全部”，或用分号隔开的条件，如 支出类别=人员支出|公用支出;资金来源=一般公共预算；可用的列："
        + string.Join("、", _columns.Select(column => column.Name));

    /// <summary>The columns that it asks about: scopes that divide one whole by the same columns are one family.</summary>
    public string Columns => string.Join(';', _conditions.Select(condition => _columns[condition.Column].Name).Distinct());

    /// <summary>What is more specific wins: project before fund, category, section and entity; of two that name a project, the one that names more.</summary>
    public int Specificity => _conditions.Select(condition => _columns[condition.Column].Rank).Distinct().Sum();

    /// <returns>Null with the reason in words where it cannot be understood; never everything by mistake.</returns>
    public static BudgetScope? Parse(string text, out string? problem)
    {
        var scope = new BudgetScope();
        problem = null;
        var plain = text.Replace('＝', '=').Replace('；', ';').Replace('｜', '|').Trim();
        if (plain == Everything) return scope;

        foreach (var condition in plain.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            problem = scope.Add(condition);
            if (problem is not null) return null;
        }

        problem = scope._conditions.Count == 0 ? "口径没有任何条件" : null;
        if (problem is not null) return null;
        scope._conditions.Sort((left, right) => left.Column != right.Column
            ? left.Column.CompareTo(right.Column)
            : string.CompareOrdinal(Joined(left.Values), Joined(right.Values)));
        return scope;
    }

    /// <summary>True or false; null where the budget table does not say what a condition asks.</summary>
    public bool? Holds(BudgetLine line)
    {
        bool? holds = true;
        foreach (var (column, values) in _conditions)
        {
            var value = _columns[column].Of(line);
            if (value is null) holds = null;
            else if (!values.Contains(value)) return false;
        }

        return holds;
    }

    /// <summary>True only where all lines behind the position are known to be within.</summary>
    public bool Holds(BudgetPosition position) => position.Lines.All(line => Holds(line) == true);

    /// <summary>One spelling for all that mean the same.</summary>
    public override string ToString() => _conditions.Count == 0
        ? Everything
        : string.Join(';', _conditions.Select(condition => $"{_columns[condition.Column].Name}={Joined(condition.Values)}"));

    private string? Add(string condition)
    {
        if (condition.Split('=', StringSplitOptions.TrimEntries) is not [var name, var alternatives]) return $"口径中的“{condition}”不是“列=值”的形式";

        var column = Array.FindIndex(_columns, candidate => candidate.Name == name);
        if (column < 0) return $"口径中的“{name}”不是预算表的列";

        var values = alternatives.Split('|', StringSplitOptions.TrimEntries);
        if (Array.Exists(values, value => value.Length == 0)) return $"口径中的“{condition}”缺少值";
        var unknown = Array.Find(values, value => !IsPossible(name, value));
        if (unknown is not null) return $"口径中的“{unknown}”不是可用的{name}";
        _conditions.Add((column, [.. values.Select(value => InOneSpelling(name, value))]));
        return null;
    }

    private static bool IsPossible(string column, string value) => column switch
    {
        "支出类别" => SpendingCategories.ByName.ContainsKey(value),
        "政府采购" => value is "是" or "否",
        "预算年度" => value.Length == 4 && value.All(char.IsAsciiDigit),
        _ => true,
    };

    private static string InOneSpelling(string column, string value) => column == "支出类别" ? SpendingCategories.ByName[value].Name() : value;

    private static string Joined(IEnumerable<string> values) => string.Join('|', values.Order(StringComparer.Ordinal));
}
