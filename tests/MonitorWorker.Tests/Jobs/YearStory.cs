using System.Globalization;
using System.Text;
using MonitorWorker.Delivery;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;
using MonitorWorker.Tests.Rules;

namespace MonitorWorker.Tests.Jobs;

/// <summary>
/// An office of two units over the turn of a year, with the shipped rules and working days: a check and a digest each Monday, and a check on days on which something happens. What happens on a day
/// and which mails leave on it is written down, so that a budget officer can read whether that is right.
/// </summary>
internal sealed class YearStory : IAsyncDisposable
{
    private readonly SortedDictionary<DateOnly, List<(string Text, Func<Task> Act)>> _events = [];
    private readonly StringBuilder _table = new("日期\t事件\t邮件\n");
    private readonly List<OutgoingMail> _left = [];

    private YearStory(TestOffice office) => Office = office;

    public TestOffice Office { get; }

    public string Table => _table.ToString();

    /// <summary>All mails, in the order in which they left.</summary>
    public IReadOnlyList<OutgoingMail> Mails => _left;

    public static async Task<YearStory> BeginAsync(DateOnly day)
    {
        var office = await TestOffice.OpenAsync(start: At(day, 7));
        office.Settings = office.Settings with
        {
            AsOf = null,
            Rules = new RuleBook(Shipped.Set("default"), []),
            Workdays = Some.Workdays,
            Receipts = ReceiptPolicy.Problems,
            Routes = RouteMapping.Map(ConfigLoader.Load(Repository.Config, new Dictionary<string, string?>()).Options! with
            {
                Routes = [new RouteOptions { Name = "红色", Levels = ["red"], Remind = "every 10 working days" }],
            }),
        };
        var story = new YearStory(office);
        office.Answer = mail =>
        {
            story._left.Add(mail);
            return new DeliveryOutcome.Accepted("250 ok");
        };
        return story;
    }

    /// <summary>Something that happens before the check of a day.</summary>
    public YearStory On(string day, string text, Func<Task> act)
    {
        var at = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!_events.TryGetValue(at, out var events)) _events[at] = events = [];
        events.Add((text, act));
        return this;
    }

    /// <summary>A file that lies in the inbox on the morning of a day.</summary>
    public YearStory Drop(string day, string text, string name, string csv) => On(day, text, () =>
    {
        Office.Drop(name, csv);
        return Task.CompletedTask;
    });

    public async Task GoOnAsync(DateOnly from, DateOnly until)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (!Some.Workdays.IsWorkday(day).Value || (day.DayOfWeek != DayOfWeek.Monday && !_events.ContainsKey(day))) continue;
            var (before, events) = (_left.Count, _events.GetValueOrDefault(day) ?? []);
            Office.Clock.SetUtcNow(At(day, 8));
            foreach (var (_, act) in events) await act();
            Office.Clock.SetUtcNow(At(day, 8, 30));
            await Office.Monitor.RunAsync(day, lookOnly: false, default);
            if (day.DayOfWeek == DayOfWeek.Monday)
            {
                await Office.Digest.RunAsync($"weekly@{day:yyyy-MM-dd}", day, default);
                await Office.Compose.RunAsync(default);
            }

            await Office.Deliver.RunAsync(Office.Clock.GetUtcNow().AddMinutes(1), Office.Clock.GetUtcNow().AddMinutes(1), default);
            Tell(day, events.ConvertAll(one => one.Text), _left[before..]);
        }
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(8));

    private void Tell(DateOnly day, List<string> events, List<OutgoingMail> mails)
    {
        List<string> told = [.. mails.OrderBy(mail => mail.Recipient, StringComparer.Ordinal).ThenBy(mail => mail.Id).Select(mail => $"{mail.Recipient.Split('@')[0]}：{mail.Subject}")];
        for (var row = 0; row < Math.Max(events.Count, told.Count); row++)
            _table.Append(CultureInfo.InvariantCulture, $"{(row == 0 ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}\t{events.ElementAtOrDefault(row)}\t{told.ElementAtOrDefault(row)}\n");
    }
}
