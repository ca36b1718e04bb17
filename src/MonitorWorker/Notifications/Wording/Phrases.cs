using System.Text.RegularExpressions;

namespace MonitorWorker.Notifications.Wording;

/// <summary>
/// A phrase book: the program's own Chinese sentences, which are frozen with the figures, in another language. A name between braces stands for a value: data, which stays as it is,
/// an amount, a number, a month or a day ({spent:amount}), or a phrase of its own ({role:said}; {reason:sentence} where that may have clauses). A sentence that is not in the book is looked up clause by clause.
/// </summary>
internal sealed partial class Phrases
{
    /// <summary>Where a sentence falls into clauses, with what stands there in the other language.</summary>
    private static readonly (char Chinese, string Other)[] _joints = [('；', "; "), ('，', ", "), ('。', ". ")];

    /// <summary>Where a number, a month or a day stands, no other word does.</summary>
    private const string Number = @"[^，；。\u4e00-\u9fff]";

    private readonly Dictionary<string, string> _words = [];
    private readonly Lazy<List<(Regex Pattern, string Text)>> _patterns;
    private readonly Func<string, string, string> _format;

    /// <param name="format">Prints a value: the value, and how.</param>
    public Phrases(IEnumerable<(string Chinese, string Text)> phrases, Func<string, string, string> format)
    {
        All = [.. phrases];
        _format = format;
        foreach (var (chinese, text) in All.Where(phrase => !phrase.Chinese.Contains('{', StringComparison.Ordinal))) _words[chinese] = text;
        // The more of a sentence is spelt out, the surer it is meant.
        _patterns = new(() =>
        [
            .. All.Where(phrase => phrase.Chinese.Contains('{', StringComparison.Ordinal))
                .OrderByDescending(phrase => MailWords.PlaceholderPattern().Replace(phrase.Chinese, "").Length)
                .Select(phrase => (Pattern(phrase.Chinese, phrase.Text), phrase.Text)),
        ]);
    }

    public IReadOnlyList<(string Chinese, string Text)> All { get; }

    /// <returns>Null where it is not a fixed word.</returns>
    public string? Word(string chinese) => _words.GetValueOrDefault(chinese);

    /// <returns>With a small letter where it begins; null where the sentence, or one of its clauses, is not in the book.</returns>
    public string? Sentence(string chinese)
    {
        if (chinese.Length == 0 || !MailWords.HasChinese(chinese)) return chinese;
        if (Word(chinese) is { } word) return word;

        foreach (var (pattern, text) in _patterns.Value)
        {
            if (pattern.Match(chinese) is { Success: true } match && Filled(text, match) is { } said) return said;
        }

        foreach (var (joint, other) in _joints)
        {
            var clauses = chinese.Split(joint);
            if (clauses.Length == 1) continue;

            var said = clauses.Select(Sentence).ToList();
            return said.Contains(null) ? null : string.Join(other, said).TrimEnd();
        }

        return null;
    }

    /// <returns>Null where one of the values ought to be a phrase and is not in the book.</returns>
    private string? Filled(string text, Match match)
    {
        var isKnown = true;
        var filled = MailWords.PlaceholderPattern().Replace(text, place =>
        {
            var value = match.Groups[place.Groups["name"].Value].Value;
            return place.Groups["format"].Value switch
            {
                "" => value,
                "said" or "sentence" => Phrase(value),
                var format => _format(value, format),
            };
        });
        return isKnown ? filled : null;

        string Phrase(string value)
        {
            var phrase = Sentence(value);
            isKnown &= phrase is not null;
            return phrase ?? value;
        }
    }

    /// <summary>A value ends with its clause: 执行率{rate}% is no sentence that goes on to the next percent sign.</summary>
    private static Regex Pattern(string chinese, string text)
    {
        var formats = MailWords.PlaceholderPattern().Matches(text).GroupBy(place => place.Groups["name"].Value).ToDictionary(place => place.Key, place => place.First().Groups["format"].Value);
        var pattern = EscapedPlaceholderPattern().Replace(Regex.Escape(chinese), place => $"(?<{place.Groups["name"].Value}>{Kind(place.Groups["name"].Value)}+?)");
        return new Regex($"^{pattern}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

        string Kind(string name) => formats.GetValueOrDefault(name) switch
        {
            null or "" or "said" or "time" or "list" => "[^，；。]",
            "sentence" => ".",
            _ => Number,
        };
    }

    [GeneratedRegex(@"\\\{(?<name>[A-Za-z]+)\}")]
    private static partial Regex EscapedPlaceholderPattern();
}
