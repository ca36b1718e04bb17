using System.Globalization;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// Finds tables in a stream of tags, without building the page: what a million open tags cost is a million tags. A table
/// in a cell of another one is a table of its own, for pages use tables to place tables.
/// </summary>
internal sealed class HtmlTables(string html, Allowance allowance)
{
    private const int DeepestNesting = 64;
    private const int MostTables = 2_000;

    private readonly Stack<HtmlTable> _open = new();
    private readonly List<HtmlTable> _all = [];

    /// <summary>Tables with something in them, in the order in which they begin.</summary>
    public IReadOnlyList<IReadOnlyList<SourceRow>> Read()
    {
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token.Type == HtmlTokenType.StartTag) Start((HtmlTagToken)token, tokens);
            else if (token.Type == HtmlTokenType.EndTag) End(token.Name);
            else if (token.Type == HtmlTokenType.Character && _open.Count > 0) _open.Peek().Add(token.Data);
        }

        while (_open.Count > 0) Close();
        return [.. _all.Select(table => table.Rows).Where(rows => rows.Count > 0)];
    }

    private void Start(HtmlTagToken tag, HtmlTokenizer tokens)
    {
        switch (tag.Name)
        {
            case "table":
                if (_open.Count >= DeepestNesting || _all.Count >= MostTables) throw Refusal.TooBig("网页里的表格过多或嵌套太深");
                _open.Push(new HtmlTable(allowance));
                _all.Add(_open.Peek());
                break;
            case "tr" when _open.Count > 0:
                _open.Peek().BeginRow();
                break;
            case "td" or "th" when _open.Count > 0:
                _open.Peek().BeginCell(Number(tag, "colspan"), Number(tag, "rowspan"), tag.GetAttribute("x:num"));
                break;
            case "br" or "p" or "div" when _open.Count > 0:
                _open.Peek().AddBreak();
                break;
            // Their insides are no markup; the tokenizer is told, as a page builder would.
            case "style" or "xmp" or "iframe" or "noembed" or "noframes":
                tokens.State = HtmlParseMode.Rawtext;
                break;
            case "script":
                tokens.State = HtmlParseMode.Script;
                break;
            case "title" or "textarea":
                tokens.State = HtmlParseMode.RCData;
                break;
        }

        if (tag.Name is "style" or "script" or "title" or "xmp" or "iframe" or "noembed" or "noframes") SkipText(tag.Name, tokens);
    }

    private static void SkipText(string name, HtmlTokenizer tokens)
    {
        HtmlToken token;
        do token = tokens.Get();
        while (token.Type != HtmlTokenType.EndOfFile && !(token.Type == HtmlTokenType.EndTag && token.Name == name));
    }

    private void End(string name)
    {
        if (_open.Count == 0) return;
        if (name == "table") Close();
        else if (name is "tr" or "thead" or "tbody" or "tfoot") _open.Peek().EndRow();
        else if (name is "td" or "th") _open.Peek().EndCell();
    }

    private void Close() => _open.Pop().EndRow();

    private static int Number(HtmlTagToken tag, string name) =>
        int.TryParse(tag.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, CellAddress.LastRow)
            : 1;
}
