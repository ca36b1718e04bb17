using System.Globalization;
using System.Text.RegularExpressions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The years that were read, of all countries, and what is wrong with those that were not.</summary>
internal sealed record CalendarReading(IReadOnlyList<CalendarYear> Years, IReadOnlyList<ConfigProblem> Problems)
{
    public WorkdayCalendar For(string country) => new(country, Years.Where(year => year.Country == country));
}

/// <summary>Reads calendar files, strictly: a day that stands in the wrong place would move deadlines in silence.</summary>
internal sealed partial class CalendarReader
{
    private static readonly Dictionary<string, DayOfWeek> _weekdays = Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString()[..3].ToUpperInvariant());
    private readonly List<ConfigProblem> _problems = [];

    /// <summary>Every file of a folder, also of other countries; without the folder there are none.</summary>
    /// <param name="configFolder">Messages name files as seen from here.</param>
    public static CalendarReading Read(string configFolder, string folder) =>
        ReadFiles(configFolder, Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : []);

    public static CalendarReading ReadFiles(string configFolder, IEnumerable<string> paths)
    {
        var (years, problems) = (new List<CalendarYear>(), new List<ConfigProblem>());
        foreach (var path in paths)
        {
            var reader = new CalendarReader();
            if (reader.File(configFolder, path) is { } year) years.Add(year);
            problems.AddRange(reader._problems.OrderBy(problem => problem.Line));
        }

        return new CalendarReading(years, problems);
    }

    /// <summary>Has a folder a file of a country, be it good or not?</summary>
    public static bool HasFiles(string folder, string country) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, country + "-*.json").Any(file => NameOf(file)?.Country == country);

    public static bool IsCountry(string country) => NameOf(country + "-0001")?.Country == country;

    private static (string Country, int Year)? NameOf(string path) => FileName().Match(Path.GetFileNameWithoutExtension(path)) is { Success: true } match
        ? (match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
        : null;

    private CalendarYear? File(string configFolder, string path)
    {
        var name = ConfigPlace.NameOf(configFolder, path);
        var home = new ConfigPlace(name, Path.GetDirectoryName(path)!, 0);
        if (NameOf(path) is not var (country, year))
        {
            _problems.Add(new ConfigProblem(name, 0, "", null, "is not named as a calendar", "COUNTRY-YEAR.json, e.g. cn-2026.json"));
            return null;
        }

        if (ConfigFile.Read(path, name, null, _problems) is not { } tree) return null;

        var file = (CalendarFile)new ConfigBinder(home, _problems).Bind(typeof(CalendarFile), tree, "");
        if (tree.Keys.GetValueOrDefault("year") is ConfigScalar { Value: int stated } node && stated != year)
            Add(node, "year", "is not the year in the file's name", year.ToString(CultureInfo.InvariantCulture));
        var weekend = Weekend(tree, file);
        var days = new YearDays(year, Add);
        var holidays = Holidays(tree, file, days);
        var madeUp = days.Read(tree, "workdays", "workdays").ToList();
        foreach (var (item, key, day) in madeUp.Where(made => !weekend.Contains(made.Day.DayOfWeek)))
            Add(item, key, string.Create(CultureInfo.InvariantCulture, $"is a {day.DayOfWeek}, a working day already"), "a day of the weekend on which people work");
        return _problems.Count > 0 ? null : new CalendarYear(country, year, file.Basis, weekend, holidays, [.. madeUp.Select(made => made.Day)]);
    }

    private List<DayOfWeek> Weekend(ConfigSection tree, CalendarFile file)
    {
        var weekend = file.Weekend.Where(_weekdays.ContainsKey).Select(name => _weekdays[name]).Distinct().ToList();
        if (tree.Keys.GetValueOrDefault("weekend") is not ConfigList list) return weekend;

        for (var index = 0; index < list.Items.Count; index++)
        {
            if (list.Items[index] is ConfigScalar { Value: string and not "" } item && !_weekdays.ContainsKey((string)item.Value))
                Add(item, $"weekend[{index}]", "is not a day of the week", string.Join(", ", _weekdays.Keys));
        }

        if (weekend.Count == 7) Add(list, "weekend", "leaves no working day", "e.g. [\"SAT\", \"SUN\"]");
        return weekend;
    }

    private List<Holiday> Holidays(ConfigSection tree, CalendarFile file, YearDays days)
    {
        const string Example = "e.g. [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }]";
        var holidays = new List<Holiday>();
        if (tree.Keys.GetValueOrDefault("holidays") is not ConfigList { Items.Count: > 0 } list)
        {
            if (tree.Keys.GetValueOrDefault("holidays") is null or ConfigList) Add(tree.Keys.GetValueOrDefault("holidays") ?? tree, "holidays", "names no holiday", Example);
            return holidays;
        }

        for (var index = 0; index < list.Items.Count; index++)
        {
            if (list.Items[index] is not ConfigSection section) continue;
            var key = $"holidays[{index}]";
            if (section.Keys.GetValueOrDefault("days") is null or ConfigList { Items.Count: 0 })
                Add(section.Keys.GetValueOrDefault("days") ?? section, key + ".days", "has no days", "its days off, e.g. [\"2026-01-01\", \"2026-01-02\"]");
            holidays.Add(new Holiday(file.Holidays[index].Name, [.. days.Read(section, "days", key + ".days").Select(read => read.Day)]));
        }

        return holidays;
    }

    private void Add(ConfigNode node, string key, string message, string expected) =>
        _problems.Add(new ConfigProblem(node.Place.File, node.Place.Line, key, node.Shown, message, expected));

    [GeneratedRegex(@"^([a-z]{2,}(?:-[a-z]+)*)-([0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    /// <summary>The days of one file: each is of its year and stands once, wherever it stands.</summary>
    private sealed class YearDays(int year, Action<ConfigNode, string, string, string> add)
    {
        private readonly Dictionary<DateOnly, int> _lines = [];

        public IEnumerable<(ConfigNode Item, string Key, DateOnly Day)> Read(ConfigSection section, string name, string path)
        {
            var items = section.Keys.GetValueOrDefault(name) is ConfigList list ? list.Items : [];
            for (var index = 0; index < items.Count; index++)
            {
                // What is no text has been told.
                if (items[index] is not ConfigScalar { Value: string and not "" } item) continue;
                var key = $"{path}[{index}]";
                if (!DateOnly.TryParseExact((string)item.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    add(item, key, "is not a day", "a day as \"2026-10-01\"");
                else if (day.Year != year)
                    add(item, key, string.Create(CultureInfo.InvariantCulture, $"is not a day of {year}"), "days of one year in one file");
                else if (!_lines.TryAdd(day, item.Place.Line))
                    add(item, key, string.Create(CultureInfo.InvariantCulture, $"stands twice, in line {_lines[day]} as well"), "each day once");
                else
                    yield return (item, key, day);
            }
        }
    }
}
