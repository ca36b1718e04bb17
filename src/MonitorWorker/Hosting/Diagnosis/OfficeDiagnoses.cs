using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Import.Sources;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>Databases as sources: connects and reads one row of each answer.</summary>
internal sealed class SourceDiagnosis : IDiagnosis
{
    private static readonly TimeSpan _each = TimeSpan.FromSeconds(10);

    public string Name => "数据源";

    public TimeSpan Patience => TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var found = new List<Diagnosed>();
        foreach (var source in patient.Office?.Sources ?? [])
        {
            try
            {
                var rows = await patient.Get<SourceReader>().ReadAsync(
                    source with { Text = $"SELECT * FROM ({source.Text.Trim().TrimEnd(';')}) AS answer LIMIT 1", TimeOut = source.TimeOut < _each ? source.TimeOut : _each }, cancellationToken);
                found.Add(rows.Count > 1
                    ? Diagnosed.Good(Name, $"{source.Name}：能连接，能读取")
                    : Diagnosed.Warn(Name, $"{source.Name}：能连接，查询没有结果", "核对查询的条件"));
            }
            catch (SourceFailedException e)
            {
                found.Add(Diagnosed.Bad(Name, $"{source.Name}：{e.Summary}", e.Cure));
            }
        }

        return found;
    }
}

/// <summary>Whether everybody who ought to be told can be.</summary>
internal sealed class AddressBookDiagnosis : IDiagnosis
{
    private const int Most = 10;

    public string Name => "通讯录";

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        if (patient.NoDatabase is not null || patient.Office is not { } office) return [];
        var today = office.JudgeAsOf(null, patient.Clock.GetUtcNow());
        var contacts = await patient.Get<FactStore>().LoadContactsAsync(cancellationToken);
        if (contacts.Count == 0) return [Diagnosed.Warn(Name, "通讯录是空的：所有通知都发给系统管理员", "导入有“通讯录”表的文件")];

        var found = new List<Diagnosed>();
        var inOffice = contacts.Where(contact => contact.IsInOffice(today)).ToList();
        if (inOffice.TrueForAll(contact => contact.Role != ContactRole.Administrator))
            found.Add(Diagnosed.Warn(Name, "没有在任的系统管理员：运行故障只发到mail.administratorAddress", "在通讯录里登记系统管理员"));
        var without = (await patient.Get<OverviewStore>().LoadEntitiesAsync(cancellationToken))
            .Where(entity => !inOffice.Exists(contact => contact.Role == ContactRole.Finance && (contact.EntityCode is null || contact.EntityCode == entity)))
            .ToList();
        if (without.Count > 0) found.Add(Diagnosed.Warn(Name, $"{without.Count}个单位没有在任的财务人员：{List(without)}", "在通讯录里登记，否则缺数据时通知系统管理员"));
        var outside = inOffice.SelectMany(contact => contact.Addresses).Where(address => !office.Routes.Allowed.Allow(address)).Distinct().ToList();
        if (outside.Count > 0) found.Add(Diagnosed.Warn(Name, $"{outside.Count}个邮箱不在允许的域名内（mail.allowedDomains），收不到邮件：{List(outside)}", "改用单位邮箱，或补充允许的域名"));
        var bounced = inOffice.SelectMany(contact => contact.Bounced).Distinct().ToList();
        if (bounced.Count > 0) found.Add(Diagnosed.Warn(Name, $"{bounced.Count}个邮箱的邮件被退回，已停发：{List(bounced)}", "更正邮箱；确认可用后 mail lift"));
        // Somebody whose term has ended while nobody has taken the place.
        var vacant = contacts
            .Where(contact => contact.Until <= today)
            .Where(gone => !inOffice.Exists(other => other.Role == gone.Role && other.EntityCode == gone.EntityCode && other.Section == gone.Section && other.ProjectCode == gone.ProjectCode))
            .Select(gone => $"{gone.EntityCode} {gone.Section ?? gone.ProjectCode} {gone.Role.Name()}")
            .Distinct()
            .ToList();
        if (vacant.Count > 0) found.Add(Diagnosed.Warn(Name, $"{vacant.Count}个岗位的任期已满，没有接任的人：{List(vacant)}", "在通讯录里登记接任的人"));
        if (found.Count == 0) found.Add(Diagnosed.Good(Name, $"在任{inOffice.Count}人次，各单位都有财务人员"));
        return found;
    }

    private static string List(List<string> all) => string.Join("、", all.Take(Most)) + (all.Count > Most ? " 等" : "");
}

/// <summary>Whether the working days of this year and the next are known.</summary>
internal sealed class CalendarDiagnosis : IDiagnosis
{
    public string Name => "日历";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        if (patient.Config is not { } config || patient.Office is not { } office) return Task.FromResult<IReadOnlyList<Diagnosed>>([]);
        var today = office.Today(patient.Clock.GetUtcNow());
        var (now, next) = (config.Workdays.Knows(today.Year), config.Workdays.Knows(today.Year + 1));
        var cure = $"按国务院办公厅公布的放假安排放入{config.Workdays.Country}-{today.Year + (now ? 1 : 0)}.json，用 calendar check 核对";
        Diagnosed found = (now, next, today.Month) switch
        {
            (false, _, _) => Diagnosed.Bad(Name, $"没有{today.Year}年的工作日历，按周一至周五", cure),
            (_, false, 12) => Diagnosed.Bad(Name, $"没有{today.Year + 1}年的工作日历", cure),
            (_, false, 11) => Diagnosed.Warn(Name, $"还没有{today.Year + 1}年的工作日历", cure),
            _ => Diagnosed.Good(Name, $"{today.Year}年{(next ? "和下一年" : "")}的工作日已知"),
        };
        return Task.FromResult<IReadOnlyList<Diagnosed>>([found]);
    }
}

/// <summary>Whether each schedule fires again, and whether what must run has a schedule.</summary>
internal sealed class ScheduleDiagnosis : IDiagnosis
{
    private static readonly (string Job, string Otherwise)[] _needed = [("check", "不会自动检查"), ("deliver", "写好的邮件不会自动发出"), ("housekeeping", "不会自动备份和清理")];

    public string Name => "日程";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        if (patient.Config is not { } config || patient.Office is not { } office) return Task.FromResult<IReadOnlyList<Diagnosed>>([]);
        var schedules = patient.Get<IReadOnlyList<Schedule>>();
        var now = patient.Clock.GetUtcNow();
        var found = schedules.Where(schedule => schedule.NextAfter(now) is null)
            .Select(schedule => Diagnosed.Bad(Name, $"{schedule.Name}（{schedule.Job}）不会再运行", "改正cron或calendar；check-config 显示它的读法"))
            .ToList();
        found.AddRange(_needed.Where(need => schedules.All(schedule => schedule.Job != need.Job)).Select(need => Diagnosed.Warn(Name, $"没有{need.Job}的日程：{need.Otherwise}", "在schedules里加上；用计划任务运行的不必理会")));
        if (ScheduleRunner.NextFirings(schedules, now, 1) is [var next, ..])
            found.Add(Diagnosed.Good(Name, $"{schedules.Count}个日程，最近的{next.Schedule}在{TimeZoneInfo.ConvertTime(next.Due, office.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}"));
        return Task.FromResult<IReadOnlyList<Diagnosed>>(found);
    }
}
