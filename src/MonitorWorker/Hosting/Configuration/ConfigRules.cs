using System.Globalization;
using System.Net.Mail;
using Microsoft.Data.Sqlite;
using MonitorWorker.Delivery;
using MonitorWorker.Import;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What no single key can say of itself: times, addresses, names of other files, and keys that need each other.</summary>
internal sealed class ConfigRules(MonitorOptions options, ConfigSection tree, ConfigPlace home, List<ConfigProblem> problems)
{
    /// <summary>What is worth a look although it can be used; only complete after <see cref="Check"/>.</summary>
    public List<ConfigProblem> Warnings { get; } = [];

    public void Check()
    {
        CheckZone("timeZone", options.TimeZone);
        CheckConnection();
        CheckSynonyms();
        CheckRuleSets();
        CheckMail(options.Mail);
        CheckMailbox(options.Mailbox);
        new RouteRules(options, Add, (key, message, expected) => Warnings.Add(Problem(key, message, expected)), CheckAddress).Check();
        new SourceRules(options.Sources, Add, AddSecret).Check();
        new ReportRules(options.Reports, Add, (key, message, expected) => Warnings.Add(Problem(key, message, expected))).Check();
        new ScheduleRules(options.Schedules, ReportRules.Names(options), Add).Check();
        CheckCalendar(options.Calendar);
        FiscalYearMapping.Check(options.FiscalYear, options.Calendar.AskFrom, Add);
        CheckHeartbeat(options.Heartbeat);
        CheckDigests(options.Digests);
        CheckOnce("tasks.remindWorkdays", options.Tasks.RemindWorkdays);
        CheckOnce("tasks.list", options.Tasks.List);
    }

    /// <summary>A relative Data Source is relative to the file that names it, like any path.</summary>
    public MonitorOptions Resolve()
    {
        var folder = (Find("database.connectionString")?.Place ?? home).Folder;
        var connection = new SqliteConnectionStringBuilder(options.Database.ConnectionString);
        connection.DataSource = Path.GetFullPath(connection.DataSource, folder);
        return options with
        {
            Database = options.Database with { ConnectionString = connection.ToString() },
            Sources = [.. options.Sources.Select((source, index) => SourceRules.Resolve(source, (Find($"sources[{index}].connectionString")?.Place ?? home).Folder))],
        };
    }

    private void CheckZone(string key, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) Add(key, "is not a time zone", "e.g. Asia/Shanghai or China Standard Time");
    }

    private void CheckConnection()
    {
        const string Key = "database.connectionString";
        const string Example = "e.g. Data Source=../data/monitor.db";
        try
        {
            var connection = new SqliteConnectionStringBuilder(options.Database.ConnectionString);
            if (connection.Password.Length > 0)
                problems.Add(ConfigKeys.Password(Find(Key)?.Place ?? home, Key));
            else if (connection.DataSource.Length == 0)
                AddSecret(Key, "names no Data Source", Example);
            else if (connection.Mode == SqliteOpenMode.Memory || connection.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
                AddSecret(Key, "would forget everything at each stop", Example);
            else if (connection.DataSource.StartsWith("//", StringComparison.Ordinal) || connection.DataSource.StartsWith(@"\\", StringComparison.Ordinal))
                AddSecret(Key, "is on a network share, where SQLite files are damaged", "a file on a local disk");
        }
        catch (ArgumentException e)
        {
            AddSecret(Key, e.Message.Split(". ")[0].TrimEnd('.'), Example);
        }
    }

    private void CheckSynonyms()
    {
        var columns = new TableCatalog().Tables.SelectMany(table => table.Columns).Select(column => column.Name).Distinct().ToList();
        foreach (var name in options.Import.Synonyms.Keys.Except(columns))
        {
            var near = Spelling.Nearest(name, columns);
            Add($"import.synonyms.{name}", "is not a column of any table", near is null ? "a column of the input tables, see config/README.md" : $"did you mean {near}?");
        }
    }

    private void CheckRuleSets()
    {
        var folder = options.Rules.Folder;
        if (!Directory.Exists(folder)) return;

        CheckRuleSet("rules.ruleSet", options.Rules.RuleSet);
        for (var index = 0; index < options.Rules.Also.Count; index++) CheckRuleSet($"rules.also[{index}]", options.Rules.Also[index]);
    }

    private void CheckRuleSet(string key, string name)
    {
        var folder = options.Rules.Folder;
        if (!File.Exists(Path.Combine(folder, name + ".json"))) Add(key, "there is no such rule set", RuleSetReader.Among(folder, name));
        else problems.AddRange(RuleSetReader.Read(home.Folder, folder, name).Problems);
    }

    /// <summary>A country without a file is no mistake of an office whose schedules know no days off.</summary>
    private void CheckCalendar(CalendarOptions calendar)
    {
        if (!CalendarReader.IsCountry(calendar.Country))
            Add("calendar.country", "is not a country", "small letters as in the names of the files, e.g. cn for cn-2026.json");
        else if (options.Schedules.Any(schedule => schedule.Calendar is not null) && !CalendarReader.HasFiles(calendar.Folder, calendar.Country))
            Add("calendar.country", "has no calendar, and a schedule asks for working days", $"a file {calendar.Country}-YEAR.json in {calendar.Folder}");
    }

    private void CheckDigests(DigestsOptions digests)
    {
        if (!DigestTimes.TryReadDaily(digests.DailyAt, out _)) Add("digests.dailyAt", "is not a time of day", "HH:mm, e.g. 16:00");
        if (!DigestTimes.TryReadWeekly(digests.WeeklyOn, out _)) Add("digests.weeklyOn", "is not a weekday and a time", "e.g. MON 09:00 (MON, TUE, WED, THU, FRI, SAT, SUN)");
    }

    private void CheckOnce(string key, IReadOnlyList<int> numbers)
    {
        // What could not be read stands for no number that might stand twice.
        if (problems.Exists(problem => problem.Key.StartsWith(key + "[", StringComparison.Ordinal))) return;
        for (var index = 0; index < numbers.Count; index++)
        {
            if (numbers.Take(index).Contains(numbers[index])) Add($"{key}[{index}]", "stands twice", "each working day once");
        }
    }

    private void CheckMail(MailOptions mail)
    {
        CheckAddress("mail.from", mail.From);
        CheckAddress("mail.rehearsalTo", mail.RehearsalTo);
        CheckAddress("mail.administratorAddress", mail.AdministratorAddress);
        if (mail.Delivery == "smtp")
        {
            if (mail.Host is null) Add("mail.host", "is missing, and mail.delivery is smtp", "the SMTP server's name");
            if (mail.AdministratorAddress is null)
                Add("mail.administratorAddress", "is missing, and mail.delivery is smtp", "who is told what nobody else can be told");
        }

        if (mail is { User: not null, PasswordFile: null } && IsUnset("mail.passwordFile"))
            Add("mail.passwordFile", "is missing, and mail.user is set", "a file whose first line is the password");
        if (mail is { Mode: "rehearsal", RehearsalTo: null })
            Add("mail.rehearsalTo", "is missing, and mail.mode is rehearsal", "the address that gets every mail");
        if (mail.Fallback is { Host: not null } fallback)
        {
            CheckAddress("mail.fallback.from", fallback.From ?? fallback.User);
            if ((fallback.From ?? fallback.User) is null) Add("mail.fallback.from", "is missing, and mail.fallback.host is set", "the sender address of the second account");
            if (fallback is { User: not null, PasswordFile: null } && IsUnset("mail.fallback.passwordFile"))
                Add("mail.fallback.passwordFile", "is missing, and mail.fallback.user is set", "a file whose first line is the password");
        }

        CheckDomains(mail.Domains);
    }

    private void CheckDomains(IReadOnlyList<MailDomainOptions> domains)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < domains.Count; index++)
        {
            // What is missing or empty has been told.
            if (domains[index].Domain is not { Length: > 0 } domain) continue;
            if (!RouteRules.IsDomain(domain)) Add($"mail.domains[{index}].domain", "is not a domain", "e.g. example.com, or *.example.com for all below it");
            else if (!known.Add(domain)) Add($"mail.domains[{index}].domain", "stands twice", "each domain once: the first one counts");
        }
    }

    private void CheckMailbox(MailboxOptions mailbox)
    {
        var protocol = mailbox.EffectiveProtocol;
        if (protocol == MailboxOptions.None)
        {
            for (var index = 0; index < options.Schedules.Count; index++)
            {
                if (options.Schedules[index].Job == "replies") Add($"schedules[{index}].job", "reads a mailbox, and none is configured", "mailbox.host, or another job");
            }

            return;
        }

        if (ReplyTokens.ProblemOf(mailbox.TokenKeyFile) is { } problem)
            Add("mailbox.tokenKeyFile", problem, "the file that was there, readable for this program; or none, and a new one is made: answers to earlier mails then need another proof");
        if (mailbox.Idle && protocol != "imap") Add("mailbox.idle", $"is of imap alone, and mailbox.protocol is {protocol}", "false");
        if (protocol == "folder")
        {
            CheckMailFolder(mailbox);
            return;
        }

        if (mailbox.Host is null) Add("mailbox.host", $"is missing, and mailbox.protocol is {protocol}", "the server's name");
        if ((mailbox.User ?? options.Mail.User) is null) Add("mailbox.user", "is missing, and mail.user as well", "the name that the mailbox is logged into with");
        // A file that could not be found has been reported.
        if ((mailbox.PasswordFile ?? options.Mail.PasswordFile) is null && IsUnset("mailbox.passwordFile") && IsUnset("mail.passwordFile"))
            Add("mailbox.passwordFile", "is missing, and mail.passwordFile as well", "a file whose first line is the password");
    }

    private void CheckMailFolder(MailboxOptions mailbox)
    {
        if (mailbox.Folder is not { } folder)
            Add("mailbox.folder", "is missing, and mailbox.protocol is folder", "the folder that .eml files are dropped into");
        else if (folder == options.Inbox.Folder)
            Add("mailbox.folder", "is inbox.folder as well", "a folder of its own");
        else if (options.Mail.Delivery == "folder" && folder == options.Mail.Folder)
            Add("mailbox.folder", "is mail.folder as well: the program would read what it writes", "a folder of its own");
    }

    private bool IsUnset(string key) => Find(key) is null or ConfigScalar { IsEmpty: true };

    private void CheckAddress(string key, string? address)
    {
        if (address is null) return;
        // A server without SMTPUTF8 refuses the whole mail for one such letter.
        if (!address.All(char.IsAscii)) Add(key, "has letters beyond ASCII", "e.g. name@example.com");
        else if (address.Length > 254 || address.Any(letter => letter is <= ' ' or '<' or '>' or '"' or ',' or ';') || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
            Add(key, "is not a mail address", "e.g. name@example.com");
    }

    /// <summary>The addresses are secrets: no problem shows them.</summary>
    private void CheckHeartbeat(HeartbeatOptions heartbeat)
    {
        foreach (var (key, url) in new[] { ("heartbeat.url", heartbeat.Url), ("heartbeat.failUrl", heartbeat.FailUrl) })
        {
            if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0))
                AddSecret(key, "is not an address that can be called", "https://HOST/PATH, without a user in it");
        }

        if (heartbeat is { Url: null, FailUrl: not null }) Add("heartbeat.url", "is missing, and heartbeat.failUrl is there", "the address that is called while all is well");
    }

    /// <summary>Blames the key, or where it is not there the section that lacks it.</summary>
    private void Add(string key, string message, string expected) => problems.Add(Problem(key, message, expected));

    internal ConfigProblem Problem(string key, string message, string expected)
    {
        var node = Find(key);
        var place = (node ?? Find(key.Split('.')[0]) ?? Find(key.Split('[')[0]))?.Place ?? home;
        return new ConfigProblem(place.File, place.Line, key, node?.Shown, message, expected);
    }

    private void AddSecret(string key, string message, string expected)
    {
        var place = Find(key)?.Place ?? home;
        problems.Add(new ConfigProblem(place.File, place.Line, key, null, message, expected));
    }

    private ConfigNode? Find(string key)
    {
        ConfigNode? node = tree;
        foreach (var step in key.Split('.', '['))
        {
            node = (node, step) switch
            {
                (ConfigSection section, _) => section.Keys.GetValueOrDefault(step),
                (ConfigList list, [.. var index, ']']) => list.Items[int.Parse(index, CultureInfo.InvariantCulture)],
                _ => null,
            };
        }

        return node;
    }
}
