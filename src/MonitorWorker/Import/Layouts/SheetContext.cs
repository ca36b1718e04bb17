using System.Text.RegularExpressions;

namespace MonitorWorker.Import.Layouts;

/// <summary>What is said around a table and holds for all of it: the file's name, the sheet's name, title rows, labels.</summary>
internal sealed partial class SheetContext
{
    private const int MostLabels = 500;
    private readonly ToldPeriod _file;
    private readonly ToldPeriod _sheet;
    private readonly Dictionary<string, string> _labels = [];
    private readonly List<string> _titles = [];
    private ToldPeriod _title;

    public SheetContext(string fileName, string sheetName)
    {
        _file = PeriodText.InFileName(fileName);
        _sheet = PeriodText.InTitle(sheetName);
        _titles.Add(fileName);
        _titles.Add(sheetName);
    }

    /// <summary>Title rows before sheet name before file name.</summary>
    public ToldPeriod Period => _title.Or(_sheet).Or(_file);

    /// <summary>Unit of the amounts as a title says it; null where none does.</summary>
    public AmountUnit? Unit { get; private set; }

    /// <summary>Where the period was found, for a person.</summary>
    public string PeriodPlace => !_title.IsNothing ? "标题" : !_sheet.IsNothing ? "工作表名" : "文件名";

    /// <summary>A row that is neither header nor data.</summary>
    public void Learn(SourceRow row)
    {
        string? label = null, previous = null;
        foreach (var cell in row.Cells)
        {
            if (CellText.Of(cell) is not { } text || text == previous) continue;
            previous = text;
            if (_titles.Count < MostLabels) _titles.Add(text);
            if (PeriodText.InTitle(text) is { IsNothing: false } told) _title = told.Or(_title);
            if (UnitInTitle().Match(CellText.Header(text)) is { Success: true } unit) Unit = AmountUnit.Named(unit.Groups[1].Value);
            if (label is not null) Note(label, text);
            label = null;
            var colon = text.IndexOfAny([':', '：']);
            if (colon > 0 && colon < text.Length - 1) Note(text[..colon], text[(colon + 1)..].Trim());
            else label = text;
        }
    }

    /// <summary>A row between tables that says one thing only, in words: a heading, a note, who filled it in.</summary>
    public static bool IsTitle(SourceRow row)
    {
        string? only = null;
        for (var index = 0; index < row.Cells.Count; index++)
        {
            if (CellText.Of(row.Cells[index]) is not { } text) continue;
            if (only is not null && text != only) return false;
            only = text;
        }

        return only is not null && Heading().IsMatch(only);
    }

    /// <summary>What stands beside a label; null where the label is not there.</summary>
    public string? Beside(string label) => _labels.GetValueOrDefault(CellText.Header(label));

    public bool Says(Regex title) => _titles.Exists(title.IsMatch);

    private void Note(string label, string value)
    {
        if (_labels.Count < MostLabels) _labels.TryAdd(CellText.Header(label).Trim(':'), value);
    }

    [GeneratedRegex(@"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附[:：件表]|注[:：]|说明[:：]|备注[:：]|制表|填表|填报人|审核|负责人|单位[:：]|金额单位)|(表|情况)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"单位[:)]*\(?(元|万元|亿元)(?!\p{L})")]
    private static partial Regex UnitInTitle();
}
