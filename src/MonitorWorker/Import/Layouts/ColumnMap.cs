using System.Text.RegularExpressions;
using MonitorWorker.Import.Tables;

namespace MonitorWorker.Import.Layouts;

/// <summary>How a form that is none of the contract's tables is read as some of them; one file under config/maps.</summary>
/// <param name="Name">As receipts and previews name it.</param>
/// <param name="Title">A title, sheet or file name must match it; null where the headers alone tell.</param>
public sealed record ColumnMap(string Name, Regex? Title, IReadOnlyList<TableMap> Tables);

/// <summary>How one of the contract's tables is found under a header row of a form.</summary>
/// <param name="Columns">Contract's column → headers of the form, the first that is there counts.</param>
/// <param name="Optional">Columns of the contract that the form may lack.</param>
/// <param name="Values">Contract's column → a fixed value, or {year}, {month}, or {label} for what stands beside a label.</param>
/// <param name="Extracts">Contract's column → part of another cell.</param>
/// <param name="Where">Header of the form (* for any cell) → what it must say; other rows are passed over.</param>
/// <param name="Negative">Header → what it says where the amount was paid back, which makes it negative.</param>
/// <param name="Subtract">Contract's column → header of the amount to be taken off.</param>
/// <param name="SumBy">Columns of the contract whose rows are one; empty where each row stands for itself.</param>
/// <param name="MonthEnd">Header of a date: amounts are summed from January to the end of each month; null where they are not.</param>
/// <param name="Until">A row whose first cell matches ends the table; null where only a further header does.</param>
public sealed record TableMap(
    IInputTable Table,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Columns,
    IReadOnlySet<string> Optional,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, Extract> Extracts,
    IReadOnlyDictionary<string, Regex> Where,
    IReadOnlyDictionary<string, Regex> Negative,
    IReadOnlyDictionary<string, string> Subtract,
    IReadOnlyList<string> SumBy,
    string? MonthEnd,
    Regex? Until)
{
    /// <summary>Headers of the form that must be there besides the bound columns.</summary>
    internal IEnumerable<string> OtherHeaders =>
        Extracts.Values.Select(extract => extract.From)
            .Concat(Where.Keys.Where(key => key != "*"))
            .Concat(Subtract.Values)
            .Concat(MonthEnd is null ? [] : [MonthEnd])
            .Distinct();
}

/// <summary>A part of a cell.</summary>
/// <param name="From">Header of the form.</param>
/// <param name="Pattern">Its first group is the part.</param>
/// <param name="Otherwise">Where the pattern does not fit; null is nothing.</param>
public sealed record Extract(string From, Regex Pattern, string? Otherwise);
