using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Notifications;

/// <summary>Whom the routes ask for, and who is told in whose place.</summary>
public sealed class RoutingTests
{
    private static readonly Recipient CatchAll = new("系统管理员甲", "last@example.com", "系统管理员");
    private static readonly DateOnly Gone = new(2024, 8, 31);

    private static readonly Contact Responsible = Somebody(ContactRole.Responsible, "responsible", project: "P01");
    private static readonly Contact Section = Somebody(ContactRole.Responsible, "section", section: "办公室");
    private static readonly Contact Head = Somebody(ContactRole.SectionHead, "head", section: "办公室");
    private static readonly Contact Entity = Somebody(ContactRole.Responsible, "entity");
    private static readonly Contact Deputy = Somebody(ContactRole.DeputyLeader, "deputy");
    private static readonly Contact Leader = Somebody(ContactRole.Leader, "leader");
    private static readonly Contact Finance = Somebody(ContactRole.Finance, "finance", section: "财务股");
    private static readonly Contact Performance = Somebody(ContactRole.Performance, "performance", entity: null);
    private static readonly Contact Administrator = Somebody(ContactRole.Administrator, "administrator", entity: null);

    public static TheoryData<string, Contact[], string, string> Ladder => new()
    {
        { "everybody is there", [Responsible, Section, Head, Finance], "responsible", "责任人" },
        { "nobody for the project", [Section, Head, Finance], "section", "责任人（办公室）" },
        { "the project's person has left", [Left(Responsible), Section, Finance], "section", "责任人已离任，转责任人（办公室）" },
        { "both have left", [Left(Responsible), Left(Section), Head, Finance], "head", "责任人已离任，转股室负责人（办公室）" },
        { "the section is empty", [Left(Responsible), Left(Head), Entity, Finance], "entity", "责任人已离任，转责任人" },
        { "the entity has its finance staff alone", [Left(Responsible), Finance], "finance", "责任人已离任，转财务人员（财务股）" },
        { "nobody is registered", [Finance], "finance", "财务人员（财务股）" },
        { "not there yet", [Responsible with { From = new DateOnly(2024, 9, 1) }, Finance], "finance", "责任人尚未到任，转财务人员（财务股）" },
        { "the finance staff has left as well", [Left(Responsible), Left(Finance), Performance], "performance", "责任人已离任，转绩效管理人员" },
        { "an administrator is left", [Left(Finance), Administrator], "administrator", "财务人员已离任，转系统管理员" },
        { "all have left", [Left(Responsible), Left(Finance), Left(Performance), Left(Administrator)], "last", "责任人已离任，转系统管理员" },
        { "there is no address book", [], "last", "系统管理员" },
        { "people of another entity are nobody", [Responsible with { EntityCode = "102" }, Finance with { EntityCode = "102" }], "last", "系统管理员" },
        { "people of another section are nobody", [Section with { Section = "业务股" }, Head with { Section = "业务股" }, Finance], "finance", "财务人员（财务股）" },
        { "the finance staff of another project is nobody", [Finance with { ProjectCode = "P02" }, Performance], "performance", "绩效管理人员" },
        { "several in one role", [Responsible, Responsible with { Addresses = ["two@example.com"] }, Finance], "responsible,two", "责任人" },
        { "several addresses", [Responsible with { Addresses = ["responsible@example.com", "two@example.com"] }], "responsible,two", "责任人" },
        { "one of two has left", [Left(Responsible), Responsible with { Addresses = ["two@example.com"] }], "two", "责任人" },
    };

    [Theory]
    [MemberData(nameof(Ladder))]
    public void A_person_who_is_not_there_is_replaced_by_the_next_one(string what, Contact[] contacts, string told, string why)
    {
        var routed = Of(contacts).RouteLine("execution-lag", Level.Red, Some.Position());
        Assert.Equal((what, told), (what, Names(routed.Recipients)));
        Assert.All(routed.Recipients, recipient => Assert.Equal(why, recipient.Why));
        Assert.Same(Route.CatchAll, routed.Route);
    }

    [Fact]
    public void A_route_looks_for_each_of_its_roles_by_itself()
    {
        var routed = Of([Left(Responsible), Head, Finance, Leader], Named("红色", Level.Red) with { Roles = [ContactRole.Responsible, ContactRole.DeputyLeader, ContactRole.Leader] })
            .RouteLine("execution-lag", Level.Red, Some.Position());
        Assert.Equal(
            [("head@example.com", "责任人已离任，转股室负责人（办公室）"), ("finance@example.com", "没有登记分管领导，转财务人员（财务股）"), ("leader@example.com", "主要领导")],
            routed.Recipients.Select(recipient => (recipient.Address, recipient.Why)));
    }

    [Fact]
    public void The_first_route_that_takes_a_finding_decides()
    {
        var router = Of(
            [Responsible, Section, Head, Deputy, Leader, Finance],
            Named("大额") with { MinAmount = Some.Wan(100), Roles = [ContactRole.Leader] },
            Named("办公室闲置") with { Rules = ["idle-funds"], Where = BudgetScope.Parse("责任股室=办公室", out _), Roles = [ContactRole.DeputyLeader] },
            Named("红色", Level.Red) with { Roles = [ContactRole.SectionHead] });
        Assert.Equal(("大额", "leader"), Told(router.RouteLine("idle-funds", Level.Red, Some.Position(original: 100))));
        Assert.Equal(("办公室闲置", "deputy"), Told(router.RouteLine("idle-funds", Level.Red, Some.Position(original: 99.99m))));
        Assert.Equal(("红色", "head"), Told(router.RouteLine("execution-lag", Level.Red, Some.Position())));
        Assert.Equal(("catch-all", "responsible"), Told(router.RouteLine("execution-lag", Level.Yellow, Some.Position())));
        Assert.Equal(("红色", "finance"), Told(router.RouteStatement("total-mismatch", Level.Red, "101")));
        Assert.Equal(("catch-all", "finance"), Told(router.RouteStatement("total-mismatch", Level.Yellow, "101")));
    }

    [Fact]
    public void A_mailbox_that_a_route_names_is_told_whoever_is_there()
    {
        var routed = Of([Responsible], Named("红色", Level.Red) with { Addresses = ["archive@example.com"] }).RouteLine("execution-lag", Level.Red, Some.Position());
        Assert.Equal([new Recipient("archive@example.com", "archive@example.com", "通知路由“红色”指定的邮箱")], routed.Recipients);
    }

    [Fact]
    public void A_statement_of_several_entities_goes_to_those_who_see_all_of_them()
    {
        var other = Finance with { EntityCode = "102", Addresses = ["other@example.com"] };
        Assert.Equal("performance", Names(Of([Finance, other, Performance]).ForStatement(null)));
        Assert.Equal("finance", Names(Of([Finance, other, Performance]).ForStatement("101")));
    }

    [Fact]
    public void A_file_of_several_entities_goes_to_those_who_see_all_of_them()
    {
        var other = Finance with { EntityCode = "102", Addresses = ["other@example.com"] };
        var router = Of([Finance, other, Performance]);
        Assert.Equal("finance", Names(router.ForFile(["101"])));
        Assert.Equal("performance", Names(router.ForFile(["101", "102"])));
        Assert.Equal("performance", Names(router.ForFile([])));
        Assert.Equal("finance", Names(Of([Finance]).ForFile([])));
        Assert.Equal("finance", Names(Of([Finance, Finance with { EntityCode = "102" }]).ForFile(["101", "102"])));
        Assert.Equal("last", Names(Of([Finance, other]).ForFile(["101", "102"])));
    }

    [Theory]
    [InlineData("股室负责人", "head", "股室负责人（办公室）")]
    [InlineData("分管领导", "leader", "没有登记分管领导，转主要领导")]
    [InlineData("责任人,主要领导", "head,leader", null)]
    [InlineData("绩效管理人员", "last", "没有登记绩效管理人员，转系统管理员")]
    public void A_step_of_an_escalation_looks_upwards(string roles, string told, string? why)
    {
        var step = new EscalationStep(5, [.. roles.Split(',').Select(role => ContactRoles.ByName[role])], null);
        var found = Of([Head, Leader, Finance]).ForStep(step, Some.Position(), null);
        Assert.Equal(told, Names(found));
        if (why is not null) Assert.Equal(why, Assert.Single(found).Why);
    }

    [Fact]
    public void A_step_about_a_statement_goes_up_the_entity()
    {
        var step = new EscalationStep(5, [ContactRole.DeputyLeader], null);
        Assert.Equal("leader", Names(Of([Deputy with { Section = "办公室" }, Leader, Finance]).ForStep(step, null, "101")));
        var other = Finance with { Name = "other", Addresses = ["other@example.com"], EntityCode = "102" };
        Assert.Equal("performance", Names(Of([Deputy, Leader, Finance, Performance, other]).ForStep(step, null, null)));
        // Where there is one entity, what is of no one is its own.
        Assert.Equal("deputy", Names(Of([Deputy, Leader, Finance, Performance]).ForStep(step, null, null)));
    }

    [Fact]
    public void Nobody_outside_the_allowed_domains_is_asked_for_and_they_are_named()
    {
        var outside = Responsible with { Addresses = ["responsible@example.net"] };
        var router = Of(new MailDomains(["example.com"]), [outside, Finance], Named("红色", Level.Red) with { Roles = [ContactRole.Responsible], Addresses = ["archive@example.net"] });
        Assert.Equal("责任人的邮箱不在允许的域名内，转财务人员（财务股）", Assert.Single(router.RouteLine("execution-lag", Level.Yellow, Some.Position()).Recipients).Why);
        Assert.Equal(("红色", "finance"), Told(router.RouteLine("execution-lag", Level.Red, Some.Position())));
        Assert.Equal([("某人", "responsible@example.net")], router.Outside);
        var both = Responsible with { Addresses = ["responsible@example.net", "responsible@example.com"] };
        Assert.Equal("责任人", Assert.Single(Of(new MailDomains(["example.com"]), [both, Finance]).RouteLine("execution-lag", Level.Red, Some.Position()).Recipients).Why);
    }

    [Fact]
    public void A_digest_names_each_entity_of_a_reader_and_the_whole_office_once()
    {
        var one = Performance with { EntityCode = "101" };
        Assert.Equal(["101", "102"], Of([one, one with { EntityCode = "102" }]).ForDigest().Select(reader => reader.EntityCode));
        Assert.Equal([null], Of([one, Performance]).ForDigest().Select(reader => reader.EntityCode));
    }

    [Fact]
    public void Somebody_of_another_entity_sees_no_line_and_no_statement()
    {
        var router = Of([Finance, Performance with { EntityCode = "102" }, Responsible, Section with { Section = "业务股" }]);
        string[] addresses = ["finance@example.com", "performance@example.com", "responsible@example.com", "section@example.com", "last@example.com", "stranger@example.com"];
        Assert.Equal([true, false, true, false, true, false], addresses.Select(address => router.Sees(address, Some.Position())));
        Assert.Equal([true, false, false, false, true, false], addresses.Select(address => router.SeesStatement(address, "101")));
    }

    private static Router Of(Contact[] contacts, params ConfiguredRoute[] routes) => Of(MailDomains.All, contacts, routes);

    private static Router Of(MailDomains allowed, Contact[] contacts, params ConfiguredRoute[] routes) => new(contacts, Some.August31, CatchAll, new RouteBook(routes, allowed));

    private static ConfiguredRoute Named(string name, params Level[] levels) => new(new Route(name, Timing.Now, ReminderPolicy.Once, null)) { Levels = levels };

    private static (string Route, string Told) Told(Routed routed) => (routed.Route.Name, Names(routed.Recipients));

    private static string Names(IEnumerable<Recipient> recipients) => string.Join(',', recipients.Select(recipient => recipient.Address.Split('@')[0]));

    private static Contact Left(Contact contact) => contact with { Until = Gone };

    private static Contact Somebody(ContactRole role, string name, string? entity = "101", string? section = null, string? project = null) =>
        new("某人", [$"{name}@example.com"], role, entity, section, project, null, null);
}
