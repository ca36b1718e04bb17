using System.Collections.Frozen;
using System.Text.RegularExpressions;
using MonitorWorker.Notifications.Templates;

namespace MonitorWorker.Notifications.Wording;

/// <summary>
/// The words of one language that the program puts into mails: levels, rules, months, amounts, and the plain words of a mail whose template fails. They stand in
/// <c>_words.json</c> beside the templates of the language; what that file leaves out is as it was shipped.
/// </summary>
public sealed partial class MailWords
{
    /// <summary>The language of the office: figures, address book and console speak it whatever the mails do.</summary>
    public const string ChineseLocale = "zh-CN";

    /// <summary>Whose entries are sentences of the program, each with what it is in the language.</summary>
    internal const string Phrasebook = "said";

    private static readonly Lazy<IReadOnlyDictionary<string, MailWords>> _shipped = new(() => new[] { ChineseLocale, "en" }.ToDictionary(locale => locale, Shipped));

    private readonly FrozenDictionary<string, string> _words;
    private readonly Phrases _phrases;

    private MailWords(string locale, IReadOnlyDictionary<string, string> words)
    {
        Locale = locale;
        _words = words.Where(word => !IsPhrase(word.Key)).ToFrozenDictionary();
        _phrases = new Phrases(words.Where(word => IsPhrase(word.Key)).Select(word => (word.Key[(Phrasebook.Length + 1)..], word.Value)), Format);
        Figures = locale == ChineseLocale ? Figures.Wan : Figures.Yuan;
        Months = new Months(this);
    }

    /// <summary>As it was shipped; also what the console says.</summary>
    public static MailWords Chinese => _shipped.Value[ChineseLocale];

    /// <summary>zh-CN or en.</summary>
    public string Locale { get; }

    internal Figures Figures { get; }

    internal Months Months { get; }

    /// <summary>A word that takes nothing in.</summary>
    internal string this[string key] => _words[key];

    /// <exception cref="KeyNotFoundException">No words come with the program for this language.</exception>
    internal static MailWords Of(string locale) => _shipped.Value[locale];

    /// <summary>The words of a folder of templates.</summary>
    /// <param name="problems">Gets what is wrong with the file; its other words are used.</param>
    internal static MailWords Read(TemplateFolder folder, List<TemplateProblem> problems)
    {
        var shipped = Of(folder.Locale);
        if (folder.ReadWords(problems) is not var (file, text)) return shipped;

        var words = new Dictionary<string, string>(shipped._words);
        foreach (var (said, translated) in shipped._phrases.All) words[$"{Phrasebook}.{said}"] = translated;
        foreach (var word in WordsFile.Read(file, text, problems))
        {
            if (Refusal(word.Key, word.Value) is { } wrong)
                problems.Add(new TemplateProblem(file, word.Line, word.Column, wrong.Message) { Expected = wrong.Expected });
            else
                words[word.Key] = word.Value;
        }

        return new MailWords(folder.Locale, words);
    }

    /// <summary>A sentence with values in it; what is not known is empty.</summary>
    internal string Say(string key, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var known = new Dictionary<string, string?>(values.Length);
        foreach (var (name, value) in values) known[name] = value;
        return PlaceholderPattern().Replace(_words[key], place => known.GetValueOrDefault(place.Groups["name"].Value) ?? "");
    }

    internal string Level(LevelWords level) => _words["level." + level.Key];

    /// <returns>Null for a line without a finding, whose rule is empty; the id of a rule that has no word.</returns>
    internal string? Rule(string rule) => rule.Length == 0 ? null : _words.GetValueOrDefault("rule." + rule) ?? Plain.Line(rule, 60);

    /// <summary>One of the fixed words of tables, roles and methods in the mail's language; anything else is data and stays as it is.</summary>
    internal string? Word(string? chinese) => chinese is null ? null : _phrases.Word(chinese) ?? chinese;

    /// <summary>A sentence of the program in the mail's language. One that nobody has put into the phrase book is quoted.</summary>
    internal string? Sentence(string? chinese) =>
        chinese is null || Locale == ChineseLocale || !HasChinese(chinese) ? chinese : _phrases.Sentence(chinese) ?? Say("list.quoted", ("name", chinese));

    /// <summary>What a rule found, or says, as <see cref="Sentence"/>; one that is only quoted gets the name of its rule before it.</summary>
    internal string? Finding(string rule, string? chinese)
    {
        if (string.IsNullOrEmpty(chinese)) return chinese;
        var sentence = Sentence(chinese);
        return Locale != ChineseLocale && HasChinese(chinese) && _phrases.Sentence(chinese) is null && Rule(rule) is { } word ? $"{word}: {sentence}" : sentence;
    }

    /// <summary>As <see cref="Sentence"/>, but what nobody has put into the phrase book stays as it is.</summary>
    internal string? Phrase(string? chinese) => chinese is null || Locale == ChineseLocale ? chinese : _phrases.Sentence(chinese) ?? chinese;

    /// <summary>The name of what an alert is about: data, but for stated figures, which are about no line.</summary>
    internal string? NameOf(string rule, string? name) => rule is "statement-mismatch" or "total-mismatch" ? Word(name) : name;

    /// <summary>A figure as it was stated, with the unit that Chinese gives it: 744.89万元.</summary>
    internal string? Stated(string? figure)
    {
        if (figure is null || Locale == ChineseLocale) return figure?.Replace('-', '−');

        return StatedPattern().Replace(Phrase(figure)!, match => match.Groups["unit"].Value is var unit && UnitOf(unit) is { } yuan && Figures.Number(match.Groups["number"].Value) is { } number
            ? Say("plain.amount", ("amount", Figures.Precise((long)(number * yuan * 100))))
            : match.Groups["number"].Value).Replace('-', '−');
    }

    /// <summary>How many characters of this language say what so many Chinese ones do.</summary>
    internal int Room(int characters) => Locale == ChineseLocale ? characters : characters * 2;

    /// <summary>The first few of several names.</summary>
    internal string Named(IEnumerable<string?> first, int all, int shown)
    {
        var names = List(first.Select(Quoted));
        return all > shown ? Say("list.more-lines", ("names", names), ("count", Figures.Count(all))) : names;
    }

    internal string List(IEnumerable<string?> names) => string.Join(_words["list.separator"], names);

    internal string Quoted(string? name) => Say("list.quoted", ("name", name));

    internal static bool HasChinese(string text) => ChinesePattern().IsMatch(text);

    /// <summary>Names between braces, each perhaps with how it is printed: {limit} or {spent:amount}.</summary>
    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)(?::(?<format>[a-z]+))?\}")]
    internal static partial Regex PlaceholderPattern();

    [GeneratedRegex(@"(?<number>-?\d+(?:\.\d+)?)(?<unit>亿元|万元|元|个)")]
    private static partial Regex StatedPattern();

    [GeneratedRegex(@"[\u3007\u3400-\u4dbf\u4e00-\u9fff]")]
    private static partial Regex ChinesePattern();

    private static decimal? UnitOf(string unit) => unit switch
    {
        "亿元" => 100_000_000,
        "万元" => 10_000,
        "元" => 1,
        _ => null,
    };

    private static bool IsPhrase(string key) => key.StartsWith(Phrasebook + ".", StringComparison.Ordinal);

    private static (string Message, string Expected)? Refusal(string key, string value)
    {
        if (IsPhrase(key))
        {
            var given = NamesIn(key).ToHashSet();
            return NamesIn(value).FirstOrDefault(name => !given.Contains(name)) is { } unknown
                ? ($"{{{unknown}}} does not stand in the sentence before the colon.", given.Count == 0 ? "a sentence without braces" : string.Join(", ", given.Select(name => $"{{{name}}}")))
                : null;
        }

        var shipped = _shipped.Value.Values.Where(words => words._words.ContainsKey(key)).ToList();
        if (shipped.Count == 0) return ($"{key} is not a word of this program.", "only words that the shipped file has");

        var allowed = shipped.SelectMany(words => NamesIn(words._words[key])).ToHashSet();
        return NamesIn(value).FirstOrDefault(name => !allowed.Contains(name)) is { } strange
            ? ($"{{{strange}}} is not known here.", allowed.Count == 0 ? "words without braces" : string.Join(", ", allowed.Select(name => $"{{{name}}}")))
            : null;
    }

    private static IEnumerable<string> NamesIn(string text) => PlaceholderPattern().Matches(text).Select(place => place.Groups["name"].Value);

    /// <exception cref="InvalidOperationException">The shipped file is broken, which the tests exclude.</exception>
    private static MailWords Shipped(string locale)
    {
        using var reader = new StreamReader(typeof(MailWords).Assembly.GetManifestResourceStream($"words.{locale}.json")!);
        var problems = new List<TemplateProblem>();
        var words = WordsFile.Read("_words.json", reader.ReadToEnd(), problems).ToDictionary(word => word.Key, word => word.Value);
        return problems.Count == 0 ? new MailWords(locale, words) : throw new InvalidOperationException(problems[0].ToString());
    }

    /// <summary>How a value that was taken out of a Chinese sentence is printed.</summary>
    private string Format(string value, string format) => format switch
    {
        "amount" => Figures.Amount(value) ?? value,
        "month" => Months.Month(value) ?? value,
        "day" => Months.Day(value) ?? value,
        "time" => Months.Minute(value) ?? value,
        "list" => value.Replace("、", _words["list.separator"], StringComparison.Ordinal),
        _ => value,
    };
}
