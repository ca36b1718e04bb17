using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class RouteConfigTests
{
    private const string Ladder = """
        "escalations": [{ "name": "ladder", "steps": [{ "afterWorkdays": 3, "to": ["股室负责人"] }, { "afterWorkdays": 5, "to": ["主要领导", "绩效管理人员"], "says": "到期" }] }]
        """;

    [Fact]
    public void Without_routes_there_is_the_catch_all_alone()
    {
        using var config = new ConfigOnDisk();
        var routes = RouteMapping.Map(config.LoadGood());
        Assert.Empty(routes.Routes);
        Assert.Same(Route.CatchAll, routes.ForLine("execution-lag", Level.Red, Some.Position()).Route);
        Assert.Same(Route.CatchAll, routes.ForStatement("total-mismatch", Level.Red).Route);
        Assert.Equal((Timing.Now, ReminderPolicy.Once, null), (Route.CatchAll.Timing, Route.CatchAll.Reminders, Route.CatchAll.Escalation));
    }

    [Fact]
    public void A_route_is_read_whole()
    {
        using var config = new ConfigOnDisk($$"""
            {
              "routes": [{
                "name": "大额", "rules": ["execution-lag", "idle-funds"], "levels": ["red"], "where": "支出类别=项目支出", "minAmount": 1000000,
                "to": ["责任人", "address:archive@example.com"], "timing": "daily", "remind": "every 5 working days", "escalate": "ladder"
              }],
              {{Ladder}}
            }
            """);
        var route = Assert.Single(RouteMapping.Map(config.LoadGood()).Routes);
        Assert.Equal(("大额", Timing.Daily, new ReminderPolicy(5)), (route.Route.Name, route.Route.Timing, route.Route.Reminders));
        Assert.Equal(["execution-lag", "idle-funds"], route.Rules);
        Assert.Equal([Level.Red], route.Levels);
        Assert.Equal(("支出类别=项目支出", Some.Wan(100)), (route.Where!.ToString(), route.MinAmount!.Value));
        Assert.Equal([ContactRole.Responsible], route.Roles);
        Assert.Equal(["archive@example.com"], route.Addresses);
        Assert.Equal([(3, "股室负责人", null), (5, "主要领导、绩效管理人员", "到期")], route.Route.Escalation!.Steps.Select(step => (step.AfterWorkdays, string.Join('、', step.To.Select(role => role.Name())), step.Says)));
        Assert.Equal(
            [
                "route 大额: execution-lag|idle-funds, red, 支出类别=项目支出, from 1,000,000 yuan → 责任人、archive@example.com, daily, reminded every 5 working days, escalates by ladder",
                "route catch-all: everything else → whom the address book names, now, told once",
                "escalation ladder: after 3 working days 股室负责人; after 5 working days 主要领导、绩效管理人员",
            ],
            RoutingWords.Of(RouteMapping.Map(config.LoadGood())));
    }

    [Theory]
    [InlineData("""{ "name": "a" }""", """{ "name": "b", "levels": ["red"] }""", true)]
    [InlineData("""{ "name": "a", "where": "全部" }""", """{ "name": "b", "where": "责任股室=办公室" }""", true)]
    [InlineData("""{ "name": "a", "levels": ["red", "yellow"] }""", """{ "name": "b", "levels": ["red"], "rules": ["idle-funds"] }""", true)]
    [InlineData("""{ "name": "a", "minAmount": 100 }""", """{ "name": "b", "minAmount": 200 }""", true)]
    [InlineData("""{ "name": "a", "where": "支出类别=公用支出|项目支出" }""", """{ "name": "b", "where": "支出类别=项目支出｜公用支出" }""", true)]
    [InlineData("""{ "name": "a", "minAmount": 200 }""", """{ "name": "b", "minAmount": 100 }""", false)]
    [InlineData("""{ "name": "a", "minAmount": 200 }""", """{ "name": "b" }""", false)]
    [InlineData("""{ "name": "a", "levels": ["red"] }""", """{ "name": "b" }""", false)]
    [InlineData("""{ "name": "a", "rules": ["idle-funds"] }""", """{ "name": "b", "rules": ["idle-funds", "execution-lag"] }""", false)]
    [InlineData("""{ "name": "a", "where": "责任股室=办公室" }""", """{ "name": "b", "where": "支出类别=项目支出" }""", false)]
    public void A_route_that_an_earlier_one_hides_is_a_warning_with_its_line(string first, string second, bool hidden)
    {
        using var config = new ConfigOnDisk($"{{ \"routes\": [\n{first},\n{second}\n] }}");
        var result = config.Load();
        Assert.Empty(result.Problems);
        if (!hidden) Assert.Empty(result.Warnings);
        else Assert.Equal("monitor.json:3  routes[1].name = \"b\": is never reached: a before it takes all of its findings. Expected: the narrower route first", Assert.Single(result.Warnings).ToString());
    }

    [Fact]
    public void The_preset_of_Sichuan_ends_with_what_its_rule_orders()
    {
        var shipped = ConfigLoader.Load(Repository.Config, new Dictionary<string, string?>()).Options!;
        var route = new RouteOptions { Name = "a", Escalate = "sichuan-2025" };
        var escalation = RouteMapping.Map(shipped with { Routes = [route] }).Routes[0].Route.Escalation!;
        Assert.Equal(
            [(5, "股室负责人"), (8, "分管领导"), (10, "主要领导、绩效管理人员")],
            escalation.Steps.Select(step => (step.AfterWorkdays, string.Join('、', step.To.Select(role => role.Name())))));
        foreach (var word in new[] { "继续执行", "调剂", "取消", "暂停" }) Assert.Contains(word, escalation.Steps[^1].Says);
    }

    [Fact]
    public void Allowed_domains_may_be_inside_of_another()
    {
        using var config = new ConfigOnDisk("""{ "mail": { "allowedDomains": ["*.example.com"], "administratorAddress": "admin@mail.example.com" }, "routes": [{ "name": "a", "to": ["address:x@a.b.example.com"] }] }""");
        Assert.Equal(["*.example.com"], config.LoadGood().Mail.AllowedDomains);
    }
}
