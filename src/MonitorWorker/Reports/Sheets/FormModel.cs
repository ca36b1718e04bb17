using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Reports.Sheets;

/// <summary>
/// The names that the cells of a form can use, with numbers as numbers: amounts in 万元 to the fen, percent with two decimals. What is not known is a word or empty, never 0.
/// <c>templates/README.md</c> lists them.
/// </summary>
public static class FormModel
{
    /// <summary>《项目支出绩效目标执行监控表》 of one project.</summary>
    /// <exception cref="ReportPartException">The entity has no such project.</exception>
    public static IReadOnlyDictionary<string, object> OfProject(ReportBook book, string entityCode, string projectCode)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new ProjectForm(book, entityCode, projectCode).Model();
    }

    /// <summary>An entity as a whole.</summary>
    /// <exception cref="ReportPartException">There is no such entity.</exception>
    public static IReadOnlyDictionary<string, object> OfEntity(ReportBook book, string entityCode)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new EntityForm(book, entityCode).Model();
    }

    /// <summary>All entities side by side.</summary>
    /// <exception cref="ReportPartException">No budget is known.</exception>
    public static IReadOnlyDictionary<string, object> OfOffice(ReportBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new OfficeForm(book).Model();
    }

    /// <summary>What is true of the whole report.</summary>
    /// <param name="period">Latest month that was reported; null where none was.</param>
    internal static IReadOnlyDictionary<string, object?> Report(ReportBook book, YearMonth? period) => new Dictionary<string, object?>
    {
        ["office"] = book.OfficeName,
        ["year"] = book.Now.FiscalYear,
        ["months"] = FormFigures.Months(period ?? FormFigures.LastMonth(book.Now.AsOf)),
        ["as_of"] = FormFigures.Day(book.Now.AsOf),
        ["data_until"] = period is { } month ? FormFigures.Day(month.LastDay) : FormFigures.NotReported,
        ["made_at"] = book.MadeAt.ToString("yyyy'年'M'月'd'日' HH:mm", CultureInfo.InvariantCulture),
        ["rule_set"] = book.Now.Rules.Name,
        ["version"] = book.Version,
    };

    /// <summary>主管部门: the entity above by its code, and a first-level entity is its own.</summary>
    internal static string DepartmentOf(ReportBook book, string entityCode, string ownName) => book.Now.Positions
        .Select(judged => judged.Position)
        .Where(position => position.Key.EntityCode.Length > 0 && position.Key.EntityCode.Length < entityCode.Length && entityCode.StartsWith(position.Key.EntityCode, StringComparison.Ordinal))
        .OrderBy(position => position.Key.EntityCode.Length)
        .Select(NameOf)
        .FirstOrDefault(ownName);

    internal static string NameOf(BudgetPosition position) => position.EntityName ?? (position.Key.EntityCode.Length > 0 ? position.Key.EntityCode : "本单位");
}
