using System.Net.Mail;
using Microsoft.Data.Sqlite;
using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;
using Newtonsoft.Json.Linq;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What no single key can say of itself: times, addresses, and keys that need each other.</summary>
internal static class ConfigRules
{
    public static void Check(MonitorOptions options, JObject tree, List<ConfigProblem> problems)
    {
        CheckZone(options.TimeZone, "timeZone");
        CheckMail(options.Mail);
        CheckSchedules();
        CheckConnection(options.Database);

        void CheckZone(string zone, string key)
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
                Add(key, zone, "is not a time zone", "e.g. Asia/Shanghai or China Standard Time");
        }

        void CheckMail(MailOptions mail)
        {
            CheckAddress("mail.from", mail.From);
            CheckAddress("mail.rehearsalTo", mail.RehearsalTo);
            CheckAddress("mail.administratorAddress", mail.AdministratorAddress);
            if (mail.Delivery == "smtp")
            {
                if (mail.Host is null) Add("mail.host", null, "is missing, and mail.delivery is smtp", "the SMTP server's name");
                if (mail.AdministratorAddress is null)
                    Add("mail.administratorAddress", null, "is missing, and mail.delivery is smtp", "who is told what nobody else can be told");
            }

            if (mail is { User: not null, PasswordFile: null })
                Add("mail.passwordFile", null, "is missing, and mail.user is set", "a file whose first line is the password");
            if (mail is { Mode: "rehearsal", RehearsalTo: null })
                Add("mail.rehearsalTo", null, "is missing, and mail.mode is rehearsal", "the address that gets every mail");
        }

        void CheckAddress(string key, string? address)
        {
            if (address is null) return;
            if (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address || !address.All(char.IsAscii))
                Add(key, address, "is not a mail address", "e.g. name@example.com");
        }

        void CheckSchedules()
        {
            foreach (var twice in options.Schedules.Where(schedule => schedule.Name is not null).GroupBy(schedule => schedule.Name).Where(group => group.Count() > 1))
                Add("schedules", twice.Key, "two schedules have this name", "each name once: the memory of past runs hangs on it");
            for (var index = 0; index < options.Schedules.Count; index++)
            {
                var (schedule, key) = (options.Schedules[index], $"schedules[{index}]");
                if (schedule.TimeZone is { } zone) CheckZone(zone, $"{key}.timeZone");
                if (schedule.Job is { } job && !JobDispatcher.Names.Contains(job))
                {
                    var expected = string.Join(", ", JobDispatcher.Names);
                    Add($"{key}.job", job, job is "report" or "replies" ? "is not in this version yet" : "is not a job", $"one of {expected}");
                }

                if (schedule.Cron is { } cron && !CronReading.TryRead(cron, "UTC", out _, out var problem))
                    Add($"{key}.cron", cron, problem, "e.g. 30 8 * * 1-5 (minute hour day month weekday) or 0 30 8 ? * MON-FRI (Quartz, with seconds)");
            }
        }

        void CheckConnection(DatabaseOptions database)
        {
            try
            {
                if (new SqliteConnectionStringBuilder(database.ConnectionString).DataSource.Length == 0)
                    Add("database.connectionString", null, "names no Data Source", "e.g. Data Source=../data/monitor.db");
            }
            catch (ArgumentException e)
            {
                // The string itself may hold a secret one day: the reason is enough.
                Add("database.connectionString", null, e.Message.TrimEnd('.'), "e.g. Data Source=../data/monitor.db");
            }
        }

        void Add(string key, string? value, string message, string expected)
        {
            var token = tree.SelectToken(key) ?? tree.SelectToken(key.Split('.')[0]) ?? tree;
            var place = ConfigTree.PlaceOf(token);
            problems.Add(new ConfigProblem(place.File, place.Line, key, value is null ? null : $"\"{value}\"", message, expected));
        }
    }

    /// <summary>A relative Data Source is relative to the file that names it, like any path.</summary>
    public static MonitorOptions Resolve(MonitorOptions options, JObject tree)
    {
        var folder = ConfigTree.PlaceOf(tree.SelectToken("database.connectionString")!).Folder;
        var connection = new SqliteConnectionStringBuilder(options.Database.ConnectionString);
        connection.DataSource = Path.GetFullPath(connection.DataSource, folder);
        return options with { Database = options.Database with { ConnectionString = connection.ToString() } };
    }
}
