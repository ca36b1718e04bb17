using System.Text;
using MonitorWorker.Reports;

namespace MonitorWorker.Tests.Reports.Pipeline;

public class ReportMakerTests
{
    private static readonly ReportDefinition _inYear = ReportDefinition.BuiltIn[0];
    private static readonly ReportDefinition _form = ReportDefinition.BuiltIn[1];
    private static readonly ReportDefinition _management = ReportDefinition.BuiltIn[2];

    [Fact]
    public void Each_entity_has_its_files_in_the_order_of_codes_and_names_say_year_title_and_months()
    {
        var plans = ReportMaker.Plan(_inYear, SomeBook.Two);
        Assert.Equal([("101", "101示例县某局"), ("102", "102示例县图书馆")], plans.Select(plan => (plan.EntityCode, plan.Folder)));
        Assert.All(plans, plan => Assert.Equal(
            ["2024年度部门事中绩效监控报告（1-8月）.docx", "2024年度部门预算绩效监控汇总表（1-8月）.xlsx", "2024年度监控数据（1-8月）.xlsx"], plan.Files.Select(file => file.Name)));
    }

    [Fact]
    public void A_form_is_made_for_each_project_of_项目支出_and_for_nothing_else()
    {
        var plans = ReportMaker.Plan(_form, SomeBook.Two);
        Assert.Equal(
            ["2024年度项目支出绩效目标执行监控表（1-8月，P01设备购置经费）.xlsx", "2024年度项目绩效监控部门汇总表（1-8月）.xlsx"], plans[0].Files.Select(file => file.Name));
        Assert.Equal(["P01", "P03", null], plans[1].Files.Select(file => file.ProjectCode));
    }

    [Fact]
    public void The_built_in_reports_go_into_one_folder()
    {
        var names = ReportDefinition.BuiltIn.SelectMany(report => ReportMaker.Plan(report.Parts[0].Query == ReportQuery.Office ? report : report.Only(["101"]), SomeBook.Two)).SelectMany(plan => plan.Files).Select(file => file.Name).ToList();
        Assert.Equal(8, names.Distinct().Count());
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void What_is_about_all_has_no_folder()
    {
        var plan = Assert.Single(ReportMaker.Plan(_management, SomeBook.Two));
        Assert.Equal((null, "示例县财政局", ""), (plan.EntityCode, plan.Name, plan.Folder));
        Assert.Equal(3, plan.Files.Count);
    }

    [Theory]
    [InlineData(1, "2024年度汇总表（1月）.xlsx")]
    [InlineData(2, "2024年度汇总表（1-2月）.xlsx")]
    [InlineData(null, "2024年度汇总表.xlsx")]
    public void Months_are_those_that_were_reported(int? month, string expected)
    {
        var book = SomeBook.Of([SomeBook.Line("101", "示例县某局")], month is { } known ? [Some.Spent(0.1m, known, entity: "101")] : []);
        var definition = new ReportDefinition("a", "汇总", [new ReportPart(ReportQuery.Entity, "a.xlsx", "汇总表")], [], []);
        Assert.Equal([expected], ReportMaker.Plan(definition, book).Single().Files.Select(file => file.Name));
    }

    [Fact]
    public void Names_of_data_become_names_of_files_and_folders_that_are_harmless_and_unlike()
    {
        var book = SomeBook.Of([SomeBook.Line("1/2", "../局"), SomeBook.Line("1:2", "..\\局", "P:1")], []);
        Assert.Equal(["1_2.._局", "1_2.._局(2)"], ReportMaker.Plan(_inYear, book).Select(plan => plan.Folder));
        Assert.All(ReportMaker.Plan(_form, book).SelectMany(plan => plan.Files), file => Assert.Equal(-1, file.Name.IndexOfAny(['/', '\\', ':'])));
    }

    [Fact]
    public void A_budget_without_entities_is_the_offices_own()
    {
        var book = SomeBook.Of([Some.Line(entity: "") with { EntityName = null }], [Some.Spent(0.6m)]);
        Assert.Equal(("", "示例县财政局", "示例县财政局"), ReportMaker.Plan(_inYear, book).Select(plan => (plan.EntityCode, plan.Name, plan.Folder)).Single());
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_named_with_its_reason_and_stops_no_other()
    {
        var parts = new SomeParts
        {
            Fails = (part, entity) => part.Template == "department.xlsx" && entity == "101",
            Making = (part, entity) => { if (part.Template is null && entity == "102") throw new InvalidOperationException("Sequence\ncontains no elements"); },
        };
        var made = new ReportMaker(parts).Make(_inYear, SomeBook.Two).ToList();
        Assert.Equal([2, 2], made.Select(report => report.Files.Count));
        Assert.Equal([new FailedPart("2024年度部门预算绩效监控汇总表（1-8月）.xlsx", "department.xlsx(3,5)：没有名称 revizedBudget") { Part = _inYear.Parts[1] }], made[0].Failed);
        Assert.Equal([new FailedPart("2024年度监控数据（1-8月）.xlsx", "制作时出错：Sequence contains no elements") { Part = _inYear.Parts[2] }], made[1].Failed);
        Assert.Equal("in-year.md 102 \n", Encoding.UTF8.GetString(made[1].Files[0].Bytes));
    }

    [Fact]
    public void An_entity_that_nobody_has_a_budget_of_is_told_and_not_left_out()
    {
        var parts = new SomeParts();
        var made = new ReportMaker(parts).Make(_inYear with { Entities = ["109", "101"] }, SomeBook.Two).ToList();
        Assert.Equal([("109", 0, 1), ("101", 3, 0)], made.Select(report => (report.EntityCode!, report.Files.Count, report.Failed.Count)));
        Assert.Equal("没有单位编码为109的预算", made[0].Failed[0].Why);
        Assert.Equal(3, parts.Made);
    }

    [Fact]
    public void Entities_are_made_one_after_the_other_as_they_are_asked_for()
    {
        var parts = new SomeParts();
        var book = SomeBook.Of([.. Enumerable.Range(100, 100).Select(code => SomeBook.Line($"{code}", $"单位{code}"))], []);
        using var made = new ReportMaker(parts).Make(_inYear, book).GetEnumerator();
        Assert.Equal(0, parts.Made);
        made.MoveNext();
        Assert.Equal(3, parts.Made);
        made.MoveNext();
        Assert.Equal(6, parts.Made);
        Assert.Equal("101", made.Current.EntityCode);
    }

    [Fact]
    public void Who_stops_it_stops_it_at_once()
    {
        using var stop = new CancellationTokenSource();
        var parts = new SomeParts { Making = (_, entity) => { if (entity == "102") stop.Cancel(); } };
        Assert.ThrowsAny<OperationCanceledException>(() => new ReportMaker(parts).Make(_inYear, SomeBook.Two, stop.Token).ToList());
        Assert.Equal(4, parts.Made);
    }

    [Fact]
    public void What_is_asked_for_some_entities_alone_leaves_out_what_is_about_all()
    {
        var both = _inYear with { Parts = [.. _inYear.Parts, .. _management.Parts] };
        Assert.Equal(["101", "102", null], ReportMaker.Plan(both, SomeBook.Two).Select(plan => plan.EntityCode));
        Assert.Equal(["102"], ReportMaker.Plan(both.Only(["102"]), SomeBook.Two).Select(plan => plan.EntityCode));
    }
}
