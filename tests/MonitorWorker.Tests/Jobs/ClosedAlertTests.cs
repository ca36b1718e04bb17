using MonitorWorker.Alerts;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Alerts that nothing judges any more: closed in so many words, and never because data are missing.</summary>
public class ClosedAlertTests
{
    [Fact]
    public async Task Who_was_warned_learns_that_a_rule_does_not_judge_any_more()
    {
        await using var office = await OfficeAsync();
        Assert.Equal("warning", Assert.Single(await office.RoundAsync()).Kind);
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules() with { Rules = [new MissingData(), new CannotJudge()] }) };
        var mail = Assert.Single(await office.RoundAsync());
        Assert.Equal(("resolved", "office@example.com"), (mail.Kind, mail.Recipient));
        var text = MimeKit.MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody;
        Assert.Contains("规则集已经调整，这一项不再判断", text);
        Assert.DoesNotContain("已不再符合预警条件", text);
        Assert.Equal(AlertState.Resolved, Assert.Single((await office.Alerts.LoadAsync(default)).Alerts.Values).State);
        Assert.Empty(await office.RoundAsync());
    }

    [Fact]
    public async Task An_exception_that_switches_a_rule_off_closes_its_alert_alike()
    {
        await using var office = await OfficeAsync();
        await office.RoundAsync();
        var off = new Scoped<RuleSetting>(new RuleSetting(new ExecutionLag(LagLimits.Default), HoldPeriods.None), [(Budgets("项目编码=P01"), new RuleSetting(null, HoldPeriods.None))]);
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules() with { Rules = [new ScopedRule("execution-lag", off)] }) };
        Assert.Equal("resolved", Assert.Single(await office.RoundAsync()).Kind);
    }

    [Fact]
    public async Task What_was_missing_by_fund_and_is_reported_for_the_project_is_resolved()
    {
        await using var office = await OfficeAsync(ByFund);
        await office.RoundAsync();
        Assert.Equal(2, await MissingAsync(office));
        office.DropExecution("2024-08", ("P01", 5m), ("P02", 130.71m));
        var mails = await office.RoundAsync();
        Assert.Contains(mails, mail => mail.Recipient == "finance@example.com");
        Assert.Equal(0, await MissingAsync(office));
    }

    [Fact]
    public async Task What_is_found_again_under_another_key_is_told_once()
    {
        await using var office = await OfficeAsync(ByFund);
        office.Drop("执行分资金.csv", "项目编码,截止月份,累计执行数,资金来源\nP01,2024-07,0.1,甲\nP01,2024-07,0.1,乙");
        Assert.NotEmpty(await office.RoundAsync(new DateOnly(2024, 7, 31)));
        office.DropExecution("2024-08", ("P01", 0.3m), ("P02", 130.71m));
        var mails = (await office.RoundAsync()).Where(mail => mail.Recipient == "office@example.com").ToList();
        Assert.Equal("warning", Assert.Single(mails).Kind);
        var open = (await office.Alerts.LoadAsync(default)).Alerts.Values.Where(alert => alert.State == AlertState.Firing && alert.Key.StartsWith("execution-lag", StringComparison.Ordinal));
        Assert.Equal("execution-lag/2024/101/P01/-", Assert.Single(open).Key);
    }

    [Fact]
    public async Task Missing_data_under_another_key_closes_nothing()
    {
        await using var office = await OfficeAsync(ByFund);
        office.Drop("执行分资金.csv", "项目编码,截止月份,累计执行数,资金来源\nP01,2024-07,0.1,甲\nP01,2024-07,0.1,乙");
        await office.RoundAsync(new DateOnly(2024, 7, 31));
        office.DropExecution("2024-08", ("P02", 130.71m));
        office.Drop("调整.csv", "项目编码,截止月份,调整金额\nP01,2024-08,1");
        await office.RoundAsync();
        var lag = (await office.Alerts.LoadAsync(default)).Alerts.Values.Where(alert => alert.Key.StartsWith("execution-lag", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lag.Count);
        Assert.All(lag, alert => Assert.Equal(AlertState.Firing, alert.State));
    }

    private const string ByFund = """
        预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室,资金来源
        2024,P01,设备购置经费,项目支出,2,101,办公室,甲
        2024,P01,设备购置经费,项目支出,3,101,办公室,乙
        2024,P02,日常公用支出,公用支出,195.24,101,办公室,甲
        """;

    private static MonitorWorker.Budgets.BudgetScope Budgets(string where) => MonitorWorker.Budgets.BudgetScope.Parse(where, out _)!;

    private static async Task<int> MissingAsync(TestOffice office) => (await office.Alerts.LoadAsync(default)).Alerts.Values
        .Count(alert => alert.State == AlertState.Firing && alert.Key.StartsWith("missing-data/2024/101/P01", StringComparison.Ordinal));

    private static async Task<TestOffice> OfficeAsync(string? budget = null)
    {
        var office = await TestOffice.OpenAsync();
        if (budget is null) office.DropBudget();
        else office.Drop("预算.csv", budget);
        office.DropContacts();
        if (budget is null) office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        else office.Drop("执行其他.csv", "项目编码,截止月份,累计执行数\nP02,2024-08,130.71");
        return office;
    }
}
