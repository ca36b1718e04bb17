using MonitorWorker.Import;

namespace MonitorWorker.Scenarios;

/// <summary>The scenarios of one sheet, row by row.</summary>
internal sealed class ScenarioSheet(TableCatalog catalog, Func<string, IEnumerable<string>, string?> nearest, string sheet)
{
    private const string Begin = "场景";
    private const string RuleSet = "规则集";
    private const string Note = "说明";

    /// <summary>What stands for a figure that was not reported; a blank does as well, but looks like an oversight.</summary>
    private const string Missing = "_";

    private readonly List<Scenario> _scenarios = [];
    private readonly List<RowProblem> _problems = [];
    private List<SourceRow> _tables = [];
    private List<Expectation> _expectations = [];
    private (string Name, int Row)? _current;
    private string? _ruleSet;
    private MonthlyHeader? _months;
    private ExpectationTable? _table;

    public IReadOnlyList<Scenario> Read(IEnumerable<SourceRow> rows)
    {
        foreach (var row in rows)
        {
            var told = row.Cells.Select(CellText.Of).OfType<string>().ToList();
            if (told.Count > 0) Read(row, told);
        }

        End();
        return _scenarios;
    }

    private void Read(SourceRow row, List<string> told)
    {
        if (told[0] == Begin)
        {
            End();
            _current = (told.ElementAtOrDefault(1) ?? $"第{row.Number}行的场景", row.Number);
            if (told.Count == 1) Refuse(row, Begin, null, "场景没有名称", "“场景”右边一格写名称");
        }
        else if (told[0] == Note)
        {
            // For the person who reads the file.
        }
        else if (_current is null)
        {
            if (told.Count > 1) Refuse(row, null, told[0], "在第一个“场景”行之前", "先写一行“场景”和名称，再写它的表");
        }
        else if (told[0] == RuleSet)
        {
            if (told.Count != 2 || _ruleSet is not null) Refuse(row, RuleSet, told.ElementAtOrDefault(1), "没有写明规则集，或写了两次", "“规则集”右边一格写一个规则集的名称");
            else _ruleSet = told[1];
        }
        else if (ExpectationTable.IsHeader(told))
        {
            _months = null;
            _table = new ExpectationTable(row, sheet, nearest, _problems);
        }
        else if (_table is not null)
        {
            if (_table.Read(row) is { } expectation) _expectations.Add(expectation);
        }
        else
        {
            ReadTable(row, told);
        }
    }

    private void ReadTable(SourceRow row, List<string> told)
    {
        if (told.Count == 1 && MonthlyHeader.Of(told[0]) is { } months)
        {
            _months = months;
        }
        else if (_months is { } above)
        {
            _months = null;
            _tables.Add(above.Complete(row, sheet, catalog, _problems));
        }
        else if (MonthlyHeader.LooksLikeOne(row))
        {
            Refuse(row, null, told[0], "表头是月份，但上一行没有写明是什么数", "上一行写“累计执行数（元）”或“累计执行数（万元）”");
        }
        else if (told.Count > 1 || !IsTitle(told[0]))
        {
            _tables.Add(new SourceRow(row.Number, [.. row.Cells.Select(cell => CellText.Of(cell) == Missing ? null : cell)]));
        }
    }

    private bool IsTitle(string text) => catalog.TableNamed(text) is not null || catalog.TableNamed(text.TrimEnd('表')) is not null;

    private void End()
    {
        if (_current is var (name, row))
        {
            if (_expectations.Count == 0 && _problems.Count == 0)
                _problems.Add(new RowProblem(sheet, row, Begin, name, "场景没有预期", ExpectationTable.Expected));
            _scenarios.Add(new Scenario(name, sheet, row, _ruleSet, _tables, _expectations, [.. _problems]));
            _problems.Clear();
        }

        (_tables, _expectations, _ruleSet, _months, _table) = ([], [], null, null, null);
    }

    private void Refuse(SourceRow row, string? column, string? value, string reason, string expected) =>
        _problems.Add(new RowProblem(sheet, row.Number, column, value, reason, expected));
}
