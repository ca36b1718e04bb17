using Microsoft.Extensions.DependencyInjection;
using MonitorWorker.Calendar;
using MonitorWorker.Delivery;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Hosting.Watching;
using MonitorWorker.Import;
using MonitorWorker.Import.Layouts;
using MonitorWorker.Import.Sources;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.People;
using MonitorWorker.Jobs.Auditing;
using MonitorWorker.Jobs.Incoming;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Mailboxes;
using MonitorWorker.Notifications;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Rules;
using MonitorWorker.Storage;
using MonitorWorker.Tasks;

namespace MonitorWorker.Hosting;

/// <summary>Puts the rooms together. The only place that sees both the configuration and the jobs.</summary>
internal static class ServiceComposition
{
    public static IServiceCollection AddMonitor(
        this IServiceCollection services,
        MonitorOptions options,
        RuleBook rules,
        TemplateCatalog templates,
        IReadOnlyList<ColumnMap> maps,
        WorkdayCalendar workdays,
        Lazy<ReportCatalog> reports,
        MonitorStore store,
        bool leavesTraces = true)
    {
        var office = Office(options, rules, maps) with { Workdays = workdays, Replies = Replies(options.Mailbox, leavesTraces) };
        var transport = Transport(options.Mail);
        return services
            .AddSingleton(options)
            .AddSingleton(office)
            .AddSingleton(ScheduleMapping.Map(options, workdays))
            .AddSingleton(templates)
            .AddSingleton(store)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<FactStore>()
            .AddSingleton<ImportLedger>()
            .AddSingleton<AlertStore>()
            .AddSingleton<OverlayStore>()
            .AddSingleton<PeopleStore>()
            .AddSingleton<PeopleList>()
            .AddSingleton<SuccessionJob>()
            .AddSingleton<HandoverByHand>()
            .AddSingleton<UnansweredJob>()
            .AddSingleton<CaseBook>()
            .AddSingleton<PlanStore>()
            .AddSingleton<AuditBook>()
            .AddSingleton<AuditExport>()
            .AddSingleton(DigestTimes.Map(options.Digests, office.Zone, workdays))
            .AddSingleton<DigestStore>()
            .AddSingleton<OutboxStore>()
            .AddSingleton<OutboxActs>()
            .AddSingleton<SendingHistory>()
            .AddSingleton<ScheduleStore>()
            .AddSingleton<RetentionStore>()
            .AddSingleton<SourceStore>()
            .AddSingleton<TroubleStore>()
            .AddSingleton<UndeliveredStore>()
            .AddSingleton<HealthStore>()
            .AddSingleton<OverviewStore>()
            .AddSingleton<OverviewReader>()
            .AddSingleton<SourceReader>()
            .AddSingleton<MailboxStore>()
            .AddSingleton(provider => Mailbox(options, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<RepliesJob>()
            .AddSingleton<MailComposer>()
            .AddSingleton<Func<IMailSender>>(provider =>
                () => SenderFactory.Create(transport, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<ImportJob>()
            .AddSingleton<SourceJob>()
            .AddSingleton<IntakeJob>()
            .AddSingleton<CheckJob>()
            .AddSingleton<ComposeJob>()
            .AddSingleton<LiveMails>()
            .AddSingleton<TroubleBoard>()
            .AddSingleton<TroubleWatch>()
            .AddSingleton(provider => Fallback(options.Mail, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<FallbackMail>()
            .AddSingleton<PasswordExpiry>()
            .AddSingleton<TroubleJob>()
            .AddSingleton<NoteBook>()
            .AddSingleton<WatchStore>()
            .AddSingleton<IServiceState, ServiceState>()
            .AddSingleton<HeartbeatJob>()
            .AddSingleton<InboxTrouble>()
            .AddSingleton<ReceiptJob>()
            .AddSingleton<ReceiptStore>()
            .AddSingleton<TaskStandings>()
            .AddSingleton<TaskStore>()
            .AddSingleton<TaskJob>()
            .AddSingleton<EndingJob>()
            .AddSingleton<YearStore>()
            .AddSingleton<TurnOfYearJob>()
            .AddSingleton(MailReading.Usual)
            .AddSingleton<IncomingStore>()
            .AddSingleton<IncomingJob>()
            .AddSingleton<IIncomingHandler>(provider => provider.GetRequiredService<IncomingJob>())
            .AddSingleton<AnswerByHand>()
            .AddSingleton<DigestJob>()
            .AddSingleton<IPartMaker>(new PartMaker(reports))
            .AddSingleton<ReportMaker>()
            .AddSingleton<ReportStore>()
            .AddSingleton<ReportLoader>()
            .AddSingleton<ReportTroubles>()
            .AddSingleton<ReportJob>()
            .AddSingleton<DeliverJob>()
            .AddSingleton<HousekeepingJob>()
            .AddSingleton<WithheldNote>()
            .AddSingleton<StartCheck>()
            .AddSingleton<MonitorRun>()
            .AddSingleton<VolumeFinder>(Volume.Of)
            .AddSingleton<DiskWatch>()
            .AddSingleton<HealthReader>()
            .AddSingleton<Turns>()
            .AddSingleton<JobDispatcher>();
    }

    internal static OfficeSettings Office(MonitorOptions options, RuleBook rules, IReadOnlyList<ColumnMap> maps)
    {
        var from = new MailPerson(options.Mail.FromName ?? options.OfficeName, options.Mail.From);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        return new OfficeSettings(
            options.OfficeName,
            options.ContactPhone,
            zone,
            options.AsOf,
            options.Inbox.Folder,
            options.Inbox.Archive,
            AmountUnit.Named(options.Import.AmountUnit),
            options.Import.OnBadRow == "reject",
            new TableCatalog(options.Import.Synonyms, maps),
            [
                .. options.Sources.Select(source => new SourceQuery(
                    source.Name,
                    source.Provider,
                    source.ConnectionString,
                    source.PasswordFile,
                    source.Query!,
                    TimeSpan.FromSeconds(source.TimeoutSeconds),
                    source.MaxRows,
                    zone)),
            ],
            rules,
            from,
            // Never nobody: without an administrator the sender's own mailbox is told.
            new Recipient("系统管理员", options.Mail.AdministratorAddress ?? options.Mail.From, "系统管理员"),
            options.Mail.Mode == "rehearsal" ? new Recipient("演练收件人", options.Mail.RehearsalTo!, "演练") : null,
            TimeSpan.FromHours(options.Mail.RetryHours))
        {
            Tasks = new TaskPolicy(options.Tasks.RemindWorkdays, options.Tasks.List),
            Receipts = Enum.Parse<ReceiptPolicy>(options.Import.Receipts, ignoreCase: true),
            InboxPoll = options.Inbox.PollSeconds == 0 ? null : TimeSpan.FromSeconds(options.Inbox.PollSeconds),
            InboxPatience = TimeSpan.FromMinutes(options.Inbox.TroubleMinutes),
            Digests = new DigestPolicy(options.Digests.Leaders == "withDigest", Enum.Parse<AllIsWell>(options.Digests.AllIsWell, ignoreCase: true)),
            Sending = Sending(options.Mail),
            MailPatience = TimeSpan.FromMinutes(options.Health.MailBrokenMinutes),
            SchedulePatience = TimeSpan.FromMinutes(options.Health.ScheduleLateMinutes),
            Mailbox = MailboxPlaceOf(options)?.Name,
            MailboxPoll = TimeSpan.FromMinutes(options.Mailbox.PollMinutes),
            Retention = new RetentionPolicy(
                options.Retention.SentMonths is > 0 and var sent ? sent : null,
                options.Retention.IncomingMonths is > 0 and var incoming ? incoming : null,
                options.Retention.BackupFolder,
                options.Retention.Backups),
            Years = FiscalYearMapping.Map(options.FiscalYear),
            AskForCalendarFrom = MonthDay.Parse(options.Calendar.AskFrom),
            InboxQuiet = TimeSpan.FromSeconds(options.Inbox.QuietSeconds),
            Routes = RouteMapping.Map(options),
            Reports = ReportMapping.Map(options),
            Texts = new OfficeTexts(options.ReportTexts),
            Passwords = [.. Passwords(options)],
            LeadersHaveSummaries = options.Digests.Leaders == "withDigest" && options.Schedules.Any(schedule => schedule.Job == "digest"),
        };
    }

    /// <summary>Null where no mailbox is read.</summary>
    private static ReplySettings? Replies(MailboxOptions mailbox, bool leavesTraces) => mailbox.EffectiveProtocol == MailboxOptions.None ? null : new ReplySettings(
        new ReplyTokens(mailbox.TokenKeyFile, mayCreate: leavesTraces),
        TimeSpan.FromDays(mailbox.TokenDays),
        mailbox.PlusAddressing,
        mailbox.TrustedAuthServer?.ToLowerInvariant(),
        mailbox.AnswersPerDay,
        mailbox.LargestMegabytes << 20)
    {
        // A login need not be an address.
        Address = mailbox.User?.Contains('@', StringComparison.Ordinal) == true ? mailbox.User : null,
    };

    private static MailboxSource Mailbox(MonitorOptions options, TimeProvider clock) =>
        MailboxPlaceOf(options) is { } place ? MailboxSource.At(place, options.Mailbox.Idle, clock) : MailboxSource.None;

    /// <returns>Null where people read the replies.</returns>
    private static MailboxPlace? MailboxPlaceOf(MonitorOptions options)
    {
        var (mailbox, mail) = (options.Mailbox, options.Mail);
        if (mailbox.EffectiveProtocol is var protocol && protocol == MailboxOptions.None) return null;
        var isFolder = protocol == "folder";
        return new MailboxPlace(
            protocol,
            isFolder ? null : mailbox.Host,
            mailbox.Port ?? MailboxPlace.UsualPort(protocol, mailbox.Security),
            mailbox.Security,
            isFolder ? null : mailbox.User ?? mail.User,
            isFolder ? null : mailbox.PasswordFile ?? mail.PasswordFile,
            mail.TrustedCertificates,
            isFolder ? mailbox.Folder : null,
            (long)mailbox.LargestMegabytes << 20)
        {
            Quiet = TimeSpan.FromSeconds(options.Inbox.QuietSeconds),
        };
    }

    private static SendingPolicy Sending(MailOptions mail) => new()
    {
        // A folder has one door.
        Connections = mail.Delivery == "smtp" ? mail.Connections : 1,
        PerMinute = mail.PerMinute,
        PerDay = mail.PerDay,
        Domains = [.. mail.Domains.Select(domain => new DomainRule(domain.Domain.ToLowerInvariant(), domain.RetryMinutes, domain.PerMinute, domain.PerDay))],
        Login = mail.Delivery == "smtp" ? Transport(mail).LoginName : null,
        Files = [.. new[] { mail.PasswordFile, mail.TrustedCertificates }.OfType<string>()],
    };

    private static IEnumerable<ExpiringPassword> Passwords(MonitorOptions options)
    {
        var (mail, mailbox) = (options.Mail, options.Mailbox);
        if (mail is { Delivery: "smtp", PasswordExpires: { } sends }) yield return new ExpiringPassword("发信邮箱", mail.User ?? mail.From, "mail.passwordFile", sends);
        if (mailbox.EffectiveProtocol is "imap" or "pop3" && mailbox.PasswordExpires is { } reads)
            yield return new ExpiringPassword("收信邮箱", mailbox.User ?? mail.User ?? mail.From, mailbox.PasswordFile is null ? "mail.passwordFile" : "mailbox.passwordFile", reads);
    }

    /// <summary>The second account tells administrators alone, and them wherever the first one may.</summary>
    private static FallbackWay Fallback(MailOptions mail, TimeProvider clock) => mail is not { Delivery: "smtp", Fallback: { Host: not null } second } ? FallbackWay.None : new FallbackWay(
        () => SenderFactory.Create(
            new MailTransport("smtp", null, second.Host, second.Port, second.Security, second.User, second.PasswordFile, mail.TrustedCertificates) { Allowed = new MailDomains(mail.AllowedDomains) }, clock),
        second.From ?? second.User!,
        [.. new[] { second.PasswordFile, mail.TrustedCertificates }.OfType<string>()]);

    internal static MailTransport Transport(MailOptions mail) => new(
        mail.Delivery, mail.Folder, mail.Host, mail.Port, mail.Security, mail.User, mail.PasswordFile, mail.TrustedCertificates)
    {
        Allowed = new MailDomains(mail.AllowedDomains),
        OnlyTo = mail.Mode == "rehearsal" ? mail.RehearsalTo : null,
    };
}
