using System.Text.RegularExpressions;

namespace MonitorWorker.Tests.Notifications;

/// <summary>A feature of HTML or CSS that the mails use.</summary>
/// <param name="Name">tag td, attribute valign, style padding, style display:none, unit px, link mailto …</param>
/// <param name="Unsupported">Mail programs that do not know it, after caniemail.com; none where the data name none.</param>
/// <param name="Waiver">Why it may be used all the same; needed where somebody does not know it, or where there are no data.</param>
internal sealed record ClientFeature(string Name, string? Slug, IReadOnlyList<string> Unsupported, string? Waiver);

/// <summary>
/// What mail programs of the world are known to support. The data (client-support.tsv) hold the features that the mails use and no other; they were taken from
/// caniemail's by a script. There are none for QQ, 163, Foxmail and WPS: for these <see cref="HtmlLint"/> allows only what is oldest.
/// </summary>
internal static partial class ClientSupport
{
    private static readonly string[] _keywords = ["none"];

    public static IReadOnlyList<ClientFeature> Load()
    {
        var rows = File.ReadLines(Path.Combine(Golden.Root, "tests/MonitorWorker.Tests/Notifications/client-support.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Skip(1);
        return [.. rows.Select(row => new ClientFeature(row[0], row[1] == "-" ? null : row[1], row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), row[3].Length == 0 ? null : row[3]))];
    }

    /// <summary>Everything that a mail uses, as the data name it.</summary>
    public static IEnumerable<string> Used(string html)
    {
        if (html.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)) yield return "doctype";
        if (html.Contains("<!--", StringComparison.Ordinal)) yield return "comment";
        foreach (Match tag in TagPattern().Matches(CommentPattern().Replace(html, "")))
        {
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            yield return $"tag {name}";
            foreach (Match attribute in AttributePattern().Matches(tag.Groups["rest"].Value))
            {
                var (key, value) = (attribute.Groups["name"].Value.ToLowerInvariant(), attribute.Groups["value"].Value);
                switch (key)
                {
                    case "style":
                        foreach (var feature in OfStyle(value)) yield return feature;
                        break;
                    case "href":
                        yield return "link " + value.Split(':')[0];
                        break;
                    case "name" when name == "meta":
                        yield return $"meta {value}";
                        break;
                    case "http-equiv" or "content" when name == "meta":
                        yield return "meta content";
                        break;
                    default:
                        yield return $"attribute {key}";
                        break;
                }
            }
        }
    }

    private static IEnumerable<string> OfStyle(string style)
    {
        foreach (var declaration in style.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = declaration.Split(':', 2);
            var (property, value) = (parts[0].Trim().ToLowerInvariant(), parts.Length > 1 ? parts[1].Trim() : "");
            yield return property is "display" || _keywords.Contains(value) ? $"style {property}:{value}" : $"style {property}";
            foreach (Match unit in UnitPattern().Matches(ColourPattern().Replace(value, ""))) yield return $"unit {unit.Groups["unit"].Value}";
            foreach (Match function in FunctionPattern().Matches(value)) yield return $"function {function.Groups["name"].Value}";
        }
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex CommentPattern();

    [GeneratedRegex("<(?<name>[a-z][a-z0-9:]*)(?<rest>[^>]*)>", RegexOptions.IgnoreCase)]
    private static partial Regex TagPattern();

    [GeneratedRegex("(?<name>[a-z:-]+)=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex AttributePattern();

    [GeneratedRegex("#[0-9a-f]+")]
    private static partial Regex ColourPattern();

    [GeneratedRegex(@"\d(?<unit>[a-z]+|%)")]
    private static partial Regex UnitPattern();

    [GeneratedRegex(@"(?<name>[a-z-]+)\(")]
    private static partial Regex FunctionPattern();
}
