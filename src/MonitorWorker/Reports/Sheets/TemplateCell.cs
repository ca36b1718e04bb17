using System.Text.RegularExpressions;

namespace MonitorWorker.Reports.Sheets;

/// <summary>A name in a template's cell.</summary>
/// <param name="Name">project.name</param>
/// <param name="Otherwise">What stands there where there is no value; null is nothing.</param>
internal sealed record TemplateName(string Name, string? Otherwise)
{
    /// <summary>funds of funds.original.</summary>
    public string First => Name.Split('.')[0];
}

/// <summary>What a cell of a template asks for; one without names asks for nothing.</summary>
/// <param name="Parts">Texts and names in their order.</param>
/// <param name="Formula">Without the = before it; null where the cell has none of its own. Then the only part is the name of its value.</param>
internal sealed partial record TemplateCell(IReadOnlyList<object> Parts, string? Formula)
{
    /// <summary>The only thing in the cell, so that its type is kept; null of a text with names in it.</summary>
    public TemplateName? Whole => Parts is [TemplateName only] ? only : null;

    public IEnumerable<TemplateName> Names => Parts.OfType<TemplateName>();

    /// <summary>Null for a text without names.</summary>
    /// <exception cref="FormulaException">Braces that hold no name.</exception>
    public static TemplateCell? Parse(string text)
    {
        if (!text.Contains("{{", StringComparison.Ordinal)) return text.Contains("}}", StringComparison.Ordinal) ? throw Misspelt(text) : null;
        if (FormulaPattern().Match(text) is { Success: true } formula)
            return new TemplateCell([new TemplateName(formula.Groups["name"].Value, formula.Groups["else"] is { Success: true } word ? word.Value.Trim() : null)], formula.Groups["formula"].Value.Trim());

        var parts = new List<object>();
        var at = 0;
        foreach (Match match in NamePattern().Matches(text))
        {
            if (match.Index > at) parts.Add(Plain(text[at..match.Index]));
            parts.Add(new TemplateName(match.Groups["name"].Value, match.Groups["else"] is { Success: true } word ? word.Value.Trim() : null));
            at = match.Index + match.Length;
        }

        if (at < text.Length) parts.Add(Plain(text[at..]));
        // Blanks around a single name are a slip of the finger, and would turn a number into a text.
        return parts.OfType<TemplateName>().ToList() is [var only] && parts.OfType<string>().All(string.IsNullOrWhiteSpace) ? new TemplateCell([only], null) : new TemplateCell(parts, null);
    }

    private static string Plain(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal) ? throw Misspelt(text) : text;

    private static FormulaException Misspelt(string text) =>
        new($"“{text.Trim()}”不是可以识别的写法；可以写{{{{名称}}}}、{{{{名称|没有时的字样}}}}或{{{{名称 = 公式}}}}，名称由英文字母、数字、下划线和点组成");

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)\s*(\|(?<else>[^{}=|]*))?\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^\s*\{\{\s*(?<name>[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)\s*(\|(?<else>[^{}=|]*))?=(?<formula>.*)\}\}\s*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex FormulaPattern();
}
