using MonitorWorker.Budgets;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Reloading;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Hosting.Reloading;

/// <summary>What the administrators read when a reload changes who is told of what.</summary>
public class ToldDifferenceTests
{
    private static readonly IReadOnlyList<Contact> _people =
    [
        Somebody("办公室责任人", "office", ContactRole.Responsible, "101"),
        Somebody("财务股经办", "finance", ContactRole.Finance, "101"),
        Somebody("分管领导", "deputy", ContactRole.DeputyLeader, "101"),
        Somebody("绩效股经办", "performance", ContactRole.Performance, null),
        Somebody("系统管理员甲", "administrator@partner.example", ContactRole.Administrator, null),
    ];

    private static readonly MonitorOptions _before = new()
    {
        Mail = new MailOptions { AdministratorAddress = "admin@example.com" },
        Schedules = [new ScheduleOptions { Name = "digest", Job = "digest", Cron = "0 9 * * MON" }, new ScheduleOptions { Name = "report", Job = "report", Report = "management", Cron = "0 9 5 * *" }],
    };

    [Fact]
    public void Each_kind_of_change_reads_as_kept()
    {
        var cases = new (string What, MonitorOptions After)[]
        {
            ("nothing", _before with { ContactPhone = "000-1", OfficeName = "另一个名称" }),
            ("a route to the deputy leader", _before with { Routes = [new RouteOptions { Name = "red", Levels = ["red"], To = ["责任人", "分管领导"] }] }),
            ("a route for one project to a mailbox", _before with { Routes = [new RouteOptions { Name = "one", Rules = ["execution-lag"], Where = "项目编码=P02", To = ["address:audit@example.com"] }] }),
            ("a route that escalates", _before with
            {
                Routes = [new RouteOptions { Name = "red", Levels = ["red"], Escalate = "up" }],
                Escalations = [new EscalationOptions { Name = "up", Steps = [new EscalationStepOptions { AfterWorkdays = 5, To = ["分管领导"] }] }],
            }),
            ("a rehearsal", _before with { Mail = _before.Mail with { Mode = "rehearsal", RehearsalTo = "trial@example.com" } }),
            ("allowed domains", _before with { Mail = _before.Mail with { AllowedDomains = ["example.com"] } }),
            ("another address behind all", _before with { Mail = _before.Mail with { AdministratorAddress = "other@example.com" } }),
            ("no digest", _before with { Schedules = [_before.Schedules[1]] }),
            ("a report to the leader", _before with { Reports = [new ReportOptions { Name = "management", Title = "绩效监控管理报告", Files = [new ReportFileOptions { Query = "office", Template = "data", Title = "数据" }], To = ["分管领导"] }] }),
            ("no receipts and no reminders", _before with { Import = _before.Import with { Receipts = "never" }, Tasks = _before.Tasks with { RemindWorkdays = [] } }),
        };
        Golden.Matches(
            "Hosting/Reloading/Golden/told.txt",
            string.Concat(cases.Select(one => $"{one.What}\n{string.Concat(ToldDifference.Of(Told(_before), Told(one.After)).Select(line => $"  {line}\n"))}")));
    }

    [Fact]
    public void Going_back_says_the_opposite()
    {
        var rehearsal = _before with { Mail = _before.Mail with { Mode = "rehearsal", RehearsalTo = "trial@example.com" } };
        Assert.Equal(["由演练改为正式：邮件从此发给本人，不再发给trial@example.com"], ToldDifference.Of(Told(rehearsal), Told(_before)));
        Assert.Equal(["演练收件人由trial@example.com改为second@example.com"], ToldDifference.Of(Told(rehearsal), Told(rehearsal with { Mail = rehearsal.Mail with { RehearsalTo = "second@example.com" } })));
    }

    [Fact]
    public void A_rule_that_is_switched_on_is_told_to_whom_it_concerns()
    {
        var office = ServiceComposition.Office(_before, Some.RuleBook(), []);
        var fewer = office with { Rules = new RuleBook(office.Rules.Usual with { Rules = [.. office.Rules.Usual.Rules.Where(rule => rule.Id != "execution-lag")] }, []) };
        Assert.Contains("办公室责任人（office@example.com）开始收到支出进度滞后：设备购置经费、日常公用支出", ToldDifference.Of(Told(_before, fewer), Told(_before, office)));
    }

    [Fact]
    public void What_either_configuration_withholds_is_counted_and_not_named()
    {
        BudgetLine[] limited =
        [
            Some.Line("S01") with { ProjectName = "专项甲", Disclosure = Disclosure.NumberOnly },
            Some.Line("S02") with { ProjectName = "专项乙", Disclosure = Disclosure.None },
        ];
        var toDeputy = _before with { Routes = [new RouteOptions { Name = "lag", Rules = ["execution-lag"], To = ["分管领导"] }] };
        const string More = "分管领导（deputy@example.com）开始收到支出进度滞后：设备购置经费";
        Assert.Contains(More + "、日常公用支出，另有1个按外发级别不列", Of(_before, toDeputy));

        // One becomes withheld by the very change, or is no more so by it. What is 不得外发 goes to nobody.
        foreach (var (level, begins) in new[] { ("none", More + "，另有1个按外发级别不列"), ("numberOnly", More + "，另有2个按外发级别不列") })
        {
            var withholding = toDeputy with { Disclosure = new DisclosureOptions { Projects = [new ProjectDisclosureOptions { Scope = "项目编码=P02", Level = level }] } };
            var (there, back) = (Of(_before, withholding), Of(withholding, _before));
            Assert.Contains(begins, there);
            Assert.Contains(begins.Replace("开始收到", "不再收到", StringComparison.Ordinal), back);
            Assert.Contains(there, item => item.StartsWith("办公室责任人（office@example.com）不再收到支出进度滞后", StringComparison.Ordinal) && item.Contains("：设备购置经费，另有2个按外发级别不列", StringComparison.Ordinal));
            Assert.DoesNotContain(there.Concat(back), item => item.Contains("专项", StringComparison.Ordinal) || item.Contains("日常公用支出", StringComparison.Ordinal));
        }

        // A reader at a domain that not everything may go to is named nothing.
        Assert.Contains("分管领导（deputy@example.com）开始收到支出进度滞后：3个按外发级别不列", ToldDifference.Of(ToldWith(_before), ToldWith(toDeputy), isLimited: true));

        IReadOnlyList<string> Of(MonitorOptions one, MonitorOptions other) => ToldDifference.Of(ToldWith(one), ToldWith(other));

        WhoIsTold ToldWith(MonitorOptions options) => Told(options, ServiceComposition.Office(options, Some.RuleBook(), []), limited);
    }

    private static WhoIsTold Told(MonitorOptions options) => Told(options, ServiceComposition.Office(options, Some.RuleBook(), []));

    private static WhoIsTold Told(MonitorOptions options, MonitorWorker.Jobs.OfficeSettings office, params IReadOnlyList<BudgetLine> more)
    {
        BudgetLine[] lines = [Some.Line(), Some.Line("P02", 195) with { ProjectName = "日常公用支出" }, .. more];
        return WhoIsTold.Of(PositionBook.Build(Some.Facts(lines), Some.August31).Positions, _people, Some.August31, office, options, new WithheldProjects(lines, office.Routes.Disclosure));
    }

    private static Contact Somebody(string name, string address, ContactRole role, string? entity) =>
        new(name, [address.Contains('@', StringComparison.Ordinal) ? address : address + "@example.com"], role, entity, null, null, null, null);
}
