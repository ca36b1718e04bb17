using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Unattended;

/// <summary>
/// A year of the program at full speed, once in peace and once with thirty things that happen to a machine and an office in a year. People must get the same mails; what is
/// more is about the running of the program alone.
/// </summary>
public partial class EventfulYearTests(ITestOutputHelper output)
{
    private const int Events = 30;

    /// <summary>One of each curve and section, those that forget a month and the one that was mistyped among them.</summary>
    private static readonly int[] _projects = [1, 3, 9, 16, 17, 23, 30, 31, 36, 37, 43, 45, 46, 49, 57, 60];

    private static readonly string[] _operational = [MailKind.Trouble, MailKind.Undelivered, MailKind.Note, MailKind.Receipt];

    [Fact]
    public async Task A_year_with_thirty_events_tells_people_the_same_as_a_quiet_one()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MONITORWORKER_YEAR_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 20240102;
        var random = new Random(seed);
        var days = Days().Where(day => day.Month > 1).ToList();
        var story = Enumerable.Range(0, Events)
            .Select(at => YearEvent.All[at % YearEvent.All.Count])
            .Zip(random.GetItems(days.ToArray(), Events * 4).Distinct())
            .ToDictionary(pair => pair.Second, pair => pair.First);

        var quiet = await GoAsync([], random);
        var eventful = await GoAsync(story, random);
        Report(story, quiet, eventful);

        Assert.Equal(Events, story.Count);
        Assert.True(quiet.Sent.Count > 300, $"{quiet.Sent.Count} mails are no year");
        // Who comes into an office has heard of what was told before by one list alone: better news goes to those who had the bad. Sums of the part stay the same.
        var changed = eventful.Sent.First(mail => mail.To == YearEvent.Comes).At.Date;
        var (expected, found) = (Told(quiet.Sent.Where(IsComparable)), Told(eventful.Sent.Where(IsComparable)));
        var (missing, beyond) = (Beyond(expected, found), Beyond(found, expected));
        if (missing.Count + beyond.Count > 0)
            Assert.Fail($"{missing.Count} mails are missing and {beyond.Count} are too many (seed {seed})\n---- missing\n{string.Join("\n----\n", missing.Take(3))}\n---- too many\n{string.Join("\n----\n", beyond.Take(3))}");
        // An outage is told when it is over; what was dropped twice, held or changed has its receipt.
        Assert.Contains(eventful.Sent, mail => mail.Kind == MailKind.Trouble);
        Assert.True(eventful.AuditIsWhole);

        bool IsComparable(SentMail mail) => mail.To is not (YearEvent.Leaves or YearEvent.Comes) || mail.At.Date < changed || mail.Kind == MailKind.Summary;
    }

    private static async Task<Year> GoAsync(Dictionary<DateOnly, YearEvent> story, Random random)
    {
        await using var office = new YearOffice(new SimulatedYear(_projects));
        office.DropOf(new DateOnly(SimulatedYear.Year, 1, 2));
        await office.StartAsync();
        for (var day = new DateOnly(SimulatedYear.Year, 1, 2); day.Year == SimulatedYear.Year; day = day.AddDays(1))
        {
            await office.GoToAsync(YearOffice.At(day, 7));
            if (day.Month + day.Day > 3) office.DropOf(day);
            await office.LookAsync();
            if (story.TryGetValue(day, out var happens)) await happens.HappenAsync(office, day, random);
            await office.GoToAsync(YearOffice.At(day, 19));
            await office.LookAsync();
        }

        return new Year([.. office.Sent], [.. office.Log], (await office.Get<AuditBook>().VerifyAsync(null, default)).Broken is null);
    }

    private static IEnumerable<DateOnly> Days()
    {
        for (var day = new DateOnly(SimulatedYear.Year, 1, 2); day < new DateOnly(SimulatedYear.Year, 12, 25); day = day.AddDays(1))
        {
            if (Some.Workdays.IsWorkday(day).Value) yield return day;
        }
    }

    /// <summary>What people were told: to whom, on which day, in which words, but for the minute and the number of the run.</summary>
    private static List<string> Told(IEnumerable<SentMail> mails) =>
    [
        .. mails.Where(mail => !_operational.Contains(mail.Kind))
            .Select(mail => $"{mail.At:MM-dd} {mail.To} {mail.Kind} {mail.Subject}\n{Minutes().Replace(mail.Text, "—")}".Replace(YearEvent.Comes, YearEvent.Leaves, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static List<string> Beyond(List<string> some, List<string> others)
    {
        var left = others.GroupBy(mail => mail).ToDictionary(mails => mails.Key, mails => mails.Count());
        var beyond = new List<string>();
        foreach (var mail in some)
        {
            if (left.GetValueOrDefault(mail) > 0) left[mail]--;
            else beyond.Add(mail);
        }

        return beyond;
    }

    private void Report(Dictionary<DateOnly, YearEvent> story, Year quiet, Year eventful)
    {
        var text = new StringBuilder();
        foreach (var (day, happens) in story.OrderBy(pair => pair.Key)) text.AppendLine(CultureInfo.InvariantCulture, $"{day:MM-dd} {happens.Name}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{quiet.Sent.Count} mails in peace, {eventful.Sent.Count} with events");
        foreach (var kind in eventful.Sent.Concat(quiet.Sent).GroupBy(mail => mail.Kind).Select(mails => mails.Key).Order(StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind,-14}{quiet.Sent.Count(mail => mail.Kind == kind),6}{eventful.Sent.Count(mail => mail.Kind == kind),6}");
        foreach (var line in eventful.Log.Take(60)) text.AppendLine(line);
        output.WriteLine(text.ToString());
    }

    [GeneratedRegex(@"运行编号.*|\d+年\d+月\d+日 \d\d:\d\d")]
    private static partial Regex Minutes();

    private sealed record Year(IReadOnlyList<SentMail> Sent, IReadOnlyList<string> Log, bool AuditIsWhole);
}
