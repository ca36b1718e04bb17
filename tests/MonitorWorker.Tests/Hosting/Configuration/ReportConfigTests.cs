using MonitorWorker.Budgets;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Reports;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class ReportConfigTests
{
    private const string Own = """
        "reports": [
          { "name": "in-year", "title": "本局月报", "files": [{ "query": "entity", "template": "own.md", "title": "月报" }], "to": ["分管领导", "财务人员"] },
          { "name": "quarterly", "title": "通报", "files": [{ "query": "office", "template": "q.xlsx", "title": "通报" }, { "query": "project", "template": "form.xlsx", "title": "表" }, { "query": "office", "template": "data", "title": "数据" }], "entities": ["101"] }
        ]
        """;

    [Fact]
    public void Three_reports_need_no_configuration()
    {
        using var config = new ConfigOnDisk();
        var reports = ReportMapping.Map(config.LoadGood());
        Assert.Equal(["in-year", "form", "management"], reports.Select(report => report.Name));
        Assert.Equal([ContactRole.Leader, ContactRole.Performance], reports[2].To);
        Assert.Equal(config.At("texts"), config.LoadGood().ReportTexts);
    }

    [Fact]
    public void One_of_a_built_in_name_takes_its_place_and_others_follow()
    {
        using var config = new ConfigOnDisk($"{{ {Own} }}");
        var reports = ReportMapping.Map(config.LoadGood());
        Assert.Equal(["in-year", "form", "management", "quarterly"], reports.Select(report => report.Name));
        Assert.Equal(("本局月报", "own.md"), (reports[0].Title, reports[0].Parts.Single().Template));
        Assert.Equal([ContactRole.DeputyLeader, ContactRole.Finance], reports[0].To);
        Assert.Equal([ContactRole.Performance], reports[3].To);
        Assert.Equal(["101"], reports[3].Entities);
        Assert.Equal([(ReportQuery.Office, "q.xlsx"), (ReportQuery.Project, "form.xlsx"), (ReportQuery.Office, null)], reports[3].Parts.Select(part => (part.Query, part.Template)));
    }

    [Fact]
    public void Roles_that_mostly_see_no_whole_entity_are_warned_of()
    {
        using var config = new ConfigOnDisk($"{{ {Own} }}");
        var warning = Assert.Single(config.Load().Warnings).ToString();
        Assert.Contains("reports[0].to[0]", warning, StringComparison.Ordinal);
        Assert.Contains("责任股室", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_look_is_said_to_be_replaced_and_a_broken_template_to_be_missed()
    {
        Assert.EndsWith("built-in look until it is mended.", Session.WhatFollows(new MonitorWorker.Notifications.TemplateProblem("reports/official.docx", null, null, "is broken")), StringComparison.Ordinal);
        Assert.EndsWith("Reports lack what is made by it until it is mended.", Session.WhatFollows(new MonitorWorker.Notifications.TemplateProblem("reports/own.md", null, null, "is broken.")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_knows_its_report()
    {
        using var config = new ConfigOnDisk("""{ "schedules": [{ "name": "m", "job": "report", "report": "form", "cron": "0 9 5 * *" }, { "name": "c", "job": "check", "cron": "0 9 5 * *" }] }""");
        Assert.Equal([("report", "form"), ("check", null)], ScheduleMapping.Map(config.LoadGood(), Some.Workdays).Select(schedule => (schedule.Job, schedule.Report)));
    }

    [Fact]
    public void Templates_that_are_not_there_are_told_where_they_are_named()
    {
        using var config = new ConfigOnDisk($$"""
            {
              {{Own}},
              "schedules": [
                { "name": "a", "job": "report", "report": "in-year", "cron": "0 9 5 * *" },
                { "name": "b", "job": "report", "report": "management", "cron": "0 9 5 * *" }
              ]
            }
            """);
        Assert.Equal(
            [
                "monitor.json:3  reports[0].files[0].template = \"own.md\": there is no such template. Expected: one of form.xlsx, office.xlsx, owm.md; did you mean owm.md?",
                "monitor.json:4  reports[1].files[0].template = \"q.xlsx\": there is no such template. Expected: one of form.xlsx, office.xlsx, owm.md",
                "monitor.json:8  schedules[1].report = \"management\": needs management.md. Expected: these files in the folder reports of templates.folder; the shipped ones will do",
            ],
            ReportRules.MissingTemplates(config.Load(), ["office.xlsx", "form.xlsx", "owm.md"]).Select(problem => problem.ToString()));
        Assert.Empty(ReportRules.MissingTemplates(config.Load(), ["own.md", "q.xlsx", "form.xlsx", "management.md", "office.xlsx"]));
    }
}
