using System.Text;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Hosting.Reloading;

namespace MonitorWorker.Tests.Hosting.Reloading;

public class ConfigChangeTests
{
    [Fact]
    public void Keys_are_told_with_their_values_lists_by_their_names_and_no_secret()
    {
        var before = new MonitorOptions
        {
            Mail = new MailOptions { Mode = "live", AllowedDomains = ["example.com"] },
            Routes = [Route("blue", ["责任人"]), Route("big", ["分管领导"])],
            Sources = [Source("Host=db;Username=reader")],
            Schedules = [Schedule("send", "0 * * * *")],
        };
        var after = before with
        {
            ContactPhone = "000-1234567",
            Mail = before.Mail with { Mode = "rehearsal", RehearsalTo = "trial@example.com", AllowedDomains = [] },
            Routes = [Route("big", ["分管领导", "主要领导"]), Route("blue", ["责任人"]), Route("new", ["责任人"])],
            Sources = [Source("Host=other;Username=reader")],
            Schedules = [Schedule("send", "*/5 * * * *")],
        };
        Assert.Equal(
            [
                "contactPhone (not set) → 000-1234567",
                "sources[ledger].connectionString changed",
                "mail.mode live → rehearsal",
                "mail.rehearsalTo (not set) → trial@example.com",
                "mail.allowedDomains example.com → (not set)",
                "routes blue, big → big, blue, new",
                "routes[big].to 分管领导 → 分管领导, 主要领导",
                "schedules[send].cron 0 * * * * → */5 * * * *",
            ],
            ConfigChange.Of(before, after).Select(change => change.ToString()));
        Assert.Empty(ConfigChange.Of(after, after with { }));
    }

    [Fact]
    public void Keys_of_a_rule_set_are_told_with_their_values()
    {
        var before = Encoding.UTF8.GetBytes("""{ "name": "default", "rules": { "execution-lag": { "red": 60, "yellow": 80, } } } // as shipped""");
        var after = Encoding.UTF8.GetBytes("""{ "name": "default", "rules": { "execution-lag": { "red": 70, "yellow": 80 }, "idle-funds": { "days": 90 } } }""");
        Assert.Equal(["rules.execution-lag.red 60 → 70", "rules.idle-funds.days (not set) → 90"], ConfigChange.Of(before, after).Select(change => change.ToString()));
        Assert.Empty(ConfigChange.Of(before, Encoding.UTF8.GetBytes("{")));
    }

    [Fact]
    public void Scopes_are_told_as_they_read_and_not_where_they_name_what_is_withheld()
    {
        var before = new MonitorOptions();
        var after = before with { Disclosure = new DisclosureOptions { Projects = [new ProjectDisclosureOptions { Scope = "项目编码=P02", Level = "none" }] }, ContactPhone = "000-1" };
        var changes = ConfigChange.Of(before, after);
        Assert.Equal(["contactPhone (not set) → 000-1", "disclosure.projects (not set) → 项目编码=P02"], changes.Select(change => change.ToString()));

        var news = new ReloadNews(["monitor.json", "rules/default.json"], changes, ["rules/default.json: exceptions.P02 (not set) → 1", "rules/default.json: limit 1 → 2"]);
        Assert.Equal(
            "files monitor.json, rules/default.json; contactPhone (not set) → 000-1; disclosure.projects changed; rules/default.json; rules/default.json: limit 1 → 2",
            news.Without(text => text.Contains("P02", StringComparison.Ordinal)).ToString());
        Assert.Equal(
            ["disclosure.projects changed"],
            ConfigChange.Of(after, after with { Disclosure = new DisclosureOptions { Projects = [after.Disclosure.Projects[0] with { Level = "numberOnly" }] } })
                .Select(change => change.Without(text => text.Contains("P02", StringComparison.Ordinal)).ToString()));
    }

    private static RouteOptions Route(string name, IReadOnlyList<string> to) => new() { Name = name, To = to };

    private static SourceOptions Source(string connection) => new() { Name = "ledger", Provider = "postgres", ConnectionString = connection, Query = "SELECT 1" };

    private static ScheduleOptions Schedule(string name, string cron) => new() { Name = name, Job = "deliver", Cron = cron };
}
