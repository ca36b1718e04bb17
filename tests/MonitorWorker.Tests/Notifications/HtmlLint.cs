using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MonitorWorker.Tests.Notifications;

/// <summary>
/// What mail programs of the last twenty years all understand: tables, attributes and inline styles. For QQ, 163, Foxmail
/// and WPS no public support data exist, so only this list is allowed.
/// </summary>
internal static partial class HtmlLint
{
    private static readonly HashSet<string> Tags = Words("html head meta title body table tbody tr td th span a p h1 h2 br b div");

    private static readonly HashSet<string> Attributes = Words(
        "lang xmlns xmlns:o http-equiv content name style bgcolor width height align valign cellpadding cellspacing border role scope href colspan nowrap");

    private static readonly HashSet<string> Properties = Words(
        "font-family font-size line-height font-weight color background-color padding margin border border-top border-right border-bottom "
        + "border-left border-collapse width max-width height max-height white-space text-decoration text-align table-layout display opacity overflow mso-hide");

    private static readonly HashSet<string> Void = Words("meta br");

    public static IEnumerable<string> Problems(string html, string language = "zh-CN")
    {
        if (Encoding.UTF8.GetByteCount(html) >= 90_000) yield return "90 kB or more";
        if (html.Split('\n').Any(line => Encoding.UTF8.GetByteCount(line) > 990)) yield return "a line too long for SMTP";
        if (!html.Contains($"<html lang=\"{language}\"", StringComparison.Ordinal)) yield return "no language";
        if (!html.Contains("charset=utf-8", StringComparison.Ordinal)) yield return "no charset";
        if (!TitlePattern().IsMatch(html)) yield return "no title";
        if (!PreheaderPattern().IsMatch(html)) yield return "the body does not begin with a hidden preheader";

        var open = new Stack<string>();
        foreach (Match tag in TagPattern().Matches(CommentPattern().Replace(html, "")))
        {
            var name = tag.Groups["name"].Value;
            if (tag.Groups["close"].Length > 0)
            {
                if (open.Count == 0 || open.Pop() != name) yield return $"</{name}> closes nothing of its kind";
                continue;
            }

            if (!Tags.Contains(name)) yield return $"tag {name}";
            if (!Void.Contains(name)) open.Push(name);
            foreach (var problem in OfTag(name, tag.Groups["rest"].Value)) yield return $"{problem} in {tag.Value}";
        }

        if (open.Count > 0) yield return $"<{open.Peek()}> is not closed";
    }

    public static IEnumerable<string> Decimals(string html) =>
        DecimalPattern().Matches(WebUtility.HtmlDecode(TagPattern().Replace(CommentPattern().Replace(html, ""), " "))).Select(match => match.Value);

    private static IEnumerable<string> OfTag(string name, string rest)
    {
        var attributes = AttributePattern().Matches(rest).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        var left = AttributePattern().Replace(rest, "").Trim();
        if (left.Length > 0) yield return $"unquoted '{left}'";
        foreach (var attribute in attributes.Keys.Where(attribute => !Attributes.Contains(attribute))) yield return $"attribute {attribute}";
        if (attributes.TryGetValue("href", out var href) && !href.StartsWith("mailto:", StringComparison.Ordinal)) yield return "a link that is no mailto";
        if (name == "table" && (attributes.GetValueOrDefault("role") != "presentation" || !attributes.ContainsKey("cellpadding") || !attributes.ContainsKey("cellspacing") || !attributes.ContainsKey("border")))
            yield return "table without role, cellpadding, cellspacing or border";

        var style = attributes.GetValueOrDefault("style", "");
        foreach (var declaration in style.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var property = declaration.Split(':')[0].Trim();
            if (!Properties.Contains(property)) yield return $"style {property}";
            if (BadValuePattern().IsMatch(declaration)) yield return $"style value {declaration}";
        }

        var background = BackgroundPattern().Match(style);
        if (name is "td" or "table" or "body" && background.Success && attributes.GetValueOrDefault("bgcolor") != background.Groups[1].Value)
            yield return "background-color without the same bgcolor";
    }

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex CommentPattern();

    [GeneratedRegex("<(?<close>/?)(?<name>[a-z][a-z0-9:]*)(?<rest>[^>]*)>", RegexOptions.IgnoreCase)]
    private static partial Regex TagPattern();

    [GeneratedRegex("\\s*(?<name>[a-z:-]+)=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex AttributePattern();

    [GeneratedRegex("background-color:(#[0-9a-f]+)")]
    private static partial Regex BackgroundPattern();

    [GeneratedRegex(@"url\(|expression|position|float|flex|grid|!important|var\(|calc\(|\brem\b|\bvh\b|\bvw\b")]
    private static partial Regex BadValuePattern();

    [GeneratedRegex("<title>[^<]+</title>")]
    private static partial Regex TitlePattern();

    [GeneratedRegex("<body[^>]*>\\s*<div style=\"display:none;[^\"]*mso-hide:all;\">")]
    private static partial Regex PreheaderPattern();

    [GeneratedRegex(@"\d[\d,]*\.\d+")]
    private static partial Regex DecimalPattern();
}
