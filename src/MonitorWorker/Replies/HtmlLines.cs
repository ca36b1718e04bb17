using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace MonitorWorker.Replies;

/// <summary>
/// Lines of an HTML part as a reader sees them, each with its place. Reads a stream of tags and builds no page: a million
/// open tags cost a million tags, no script runs and nothing is fetched.
/// </summary>
internal sealed partial class HtmlLines
{
    private const int DeepestNesting = 400;
    private const int MostLines = 20_000;

    private static readonly HashSet<string> _void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    private static readonly HashSet<string> _blocks =
    [
        "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav", "ol", "p",
        "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul", "includetail",
    ];

    /// <summary>What mail programs wrap around what they quote: Gmail, Yahoo, Proton, 网易邮箱大师, 阿里邮箱, Zoho, Outlook on phones.</summary>
    private static readonly HashSet<string> _quoteClasses =
        ["gmail_quote", "gmail_extra", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "ntes-mailmaster-quote", "alimail-quote", "zmail_extra", "ms-outlook-mobile-reference-message", "tutanota_quote"];

    /// <summary>163, 139, Coremail, Outlook.</summary>
    private static readonly HashSet<string> _quoteIds =
        ["isreplycontent", "isforwardcontent", "reply139content", "orimsghtmlseperator", "origbody", "mail-editor-reference-message-container"];

    /// <summary>Outlook and QQ put these before what they quote, and wrap nothing around it.</summary>
    private static readonly HashSet<string> _restIds = ["divrplyfwdmsg", "appendonsend"];

    private static readonly HashSet<string> _signatureClasses = ["gmail_signature", "ntes-signature", "xmail_signature", "foxmail_signature", "moz-signature"];

    private static readonly HashSet<string> _signatureIds = ["imail_signature", "signature", "ms-outlook-mobile-signature", "applemailsignature"];

    private readonly List<BodyLine> _lines = [];
    private readonly StringBuilder _line = new();
    private readonly Stack<Element> _open = new();
    private readonly Dictionary<string, int> _named = [];
    private LinePlace _linePlace;
    private int _lineDepth;
    private bool _restIsQuoted;

    private HtmlLines()
    {
    }

    public static List<BodyLine> Of(string html)
    {
        var lines = new HtmlLines();
        lines.Read(html);
        return lines._lines;
    }

    private void Read(string html)
    {
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile && _lines.Count < MostLines; token = tokens.Get())
        {
            if (token.Type == HtmlTokenType.StartTag) Start((HtmlTagToken)token, tokens);
            else if (token.Type == HtmlTokenType.EndTag) End(token.Name);
            else if (token.Type == HtmlTokenType.Character) Add(token.Data);
        }

        EndLine();
    }

    private void Start(HtmlTagToken tag, HtmlTokenizer tokens)
    {
        switch (tag.Name)
        {
            // Their insides are no words; the tokenizer is told, as a page builder would.
            case "style" or "xmp" or "iframe" or "noembed" or "noframes":
                Skip(tag.Name, tokens, HtmlParseMode.Rawtext);
                return;
            case "script":
                Skip(tag.Name, tokens, HtmlParseMode.Script);
                return;
            case "title" or "textarea":
                Skip(tag.Name, tokens, HtmlParseMode.RCData);
                return;
            case "br":
                BreakLine();
                return;
            case "hr":
                EndLine();
                if (!IsHidden) AddLine("----------");
                return;
            case "td" or "th":
                Close("td", "th", "tr");
                if (_line.Length > 0 && _line[^1] != '\t') _line.Append('\t');
                break;
            case "p":
                Close("p", "p", "td");
                EndLine();
                break;
            case "li":
                Close("li", "li", "ul");
                EndLine();
                break;
            case var name when _blocks.Contains(name):
                EndLine();
                break;
        }

        if (_void.Contains(tag.Name) || tag.IsSelfClosing || _open.Count >= DeepestNesting) return;
        var around = Around;
        var id = (tag.GetAttribute("id") ?? "").ToLowerInvariant();
        // Outlook puts x_ before the names that it finds in what it quotes.
        while (id.StartsWith("x_", StringComparison.Ordinal)) id = id[2..];
        var classes = (tag.GetAttribute("class") ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (_restIds.Contains(id) || classes.Contains("xm_mail_oringinal_describe")) _restIsQuoted = true;
        var quotes = IsQuote(tag, id, classes);
        var place = quotes || around.Place == LinePlace.Quoted ? LinePlace.Quoted
            : around.Place == LinePlace.Signature || _signatureIds.Contains(id) || classes.Any(_signatureClasses.Contains) || tag.GetAttribute("title") == "neteasefooter" ? LinePlace.Signature
            : LinePlace.Open;
        var isHidden = around.IsHidden || tag.Attributes.Any(attribute => attribute.Name == "hidden") || HiddenStyle().IsMatch(tag.GetAttribute("style") ?? "");
        _named[tag.Name] = _named.GetValueOrDefault(tag.Name) + 1;
        _open.Push(new Element(tag.Name, place, around.Depth + (quotes ? 1 : 0), isHidden));
    }

    private static bool IsQuote(HtmlTagToken tag, string id, string[] classes) =>
        tag.Name == "includetail"
        || _quoteIds.Contains(id)
        // Gmail wraps its quote twice.
        || (tag.Name != "blockquote" && classes.Any(_quoteClasses.Contains))
        || (tag.Name == "blockquote" && string.Equals(tag.GetAttribute("type"), "cite", StringComparison.OrdinalIgnoreCase))
        || string.Equals(tag.GetAttribute("name"), "messageReplySection", StringComparison.Ordinal);

    private void End(string name)
    {
        if (_blocks.Contains(name)) EndLine();
        if (name == "table" && _lines.Count > 0 && !_lines[^1].IsBlank) AddLine("");
        // Told by a count: looking through what is open for each of a million closing tags would take minutes.
        if (_named.GetValueOrDefault(name) == 0) return;
        while (Pop() != name)
        {
        }
    }

    private string Pop()
    {
        var name = _open.Pop().Name;
        _named[name]--;
        return name;
    }

    /// <summary>Ends an element that was left open, when its like begins; not beyond the element that holds both.</summary>
    private void Close(string name, string other, string holder)
    {
        var depth = 0;
        foreach (var element in _open)
        {
            depth++;
            if (element.Name == holder || element.Name is "table" or "div" or "blockquote") return;
            if (element.Name != name && element.Name != other) continue;
            while (depth-- > 0) Pop();
            return;
        }
    }

    private void Add(string text)
    {
        if (IsHidden) return;
        foreach (var character in text)
        {
            if (character is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                if (_line.Length > 0 && _line[^1] is not (' ' or '\t')) _line.Append(' ');
                continue;
            }

            if (_line.Length == 0) (_linePlace, _lineDepth) = (Place, Depth);
            _line.Append(character);
        }
    }

    private void BreakLine()
    {
        if (IsHidden) return;
        if (_line.Length > 0) EndLine();
        else AddLine("");
    }

    private void EndLine()
    {
        if (_line.Length == 0) return;
        var text = _line.ToString();
        _line.Clear();
        _lines.Add(new BodyLine(PlainText.Clean(text).Replace('\n', ' ').Trim(), _linePlace, _lineDepth));
    }

    private void AddLine(string text) => _lines.Add(new BodyLine(text, Place, Depth));

    private bool IsHidden => Around.IsHidden;

    private LinePlace Place => _restIsQuoted ? LinePlace.Quoted : Around.Place;

    private int Depth => Math.Max(Around.Depth, _restIsQuoted ? 1 : 0);

    private Element Around => _open.TryPeek(out var element) ? element : new Element("", LinePlace.Open, 0, false);

    private static void Skip(string name, HtmlTokenizer tokens, HtmlParseMode mode)
    {
        tokens.State = mode;
        HtmlToken token;
        do token = tokens.Get();
        while (token.Type != HtmlTokenType.EndOfFile && !(token.Type == HtmlTokenType.EndTag && token.Name == name));
    }

    [GeneratedRegex(@"display\s*:\s*none|mso-hide\s*:\s*all", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle();

    private readonly record struct Element(string Name, LinePlace Place, int Depth, bool IsHidden);
}
