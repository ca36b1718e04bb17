using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Reports;
using MonitorWorker.Tests.Reports.Pipeline;

namespace MonitorWorker.Tests.Hosting.Commands;

/// <summary>What the verb <c>report</c> writes into a folder.</summary>
public sealed class ReportRunTests : IDisposable
{
    private static readonly ReportDefinition _inYear = ReportDefinition.BuiltIn[0];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reports-");
    private readonly StringWriter _progress = new() { NewLine = "\n" };

    public void Dispose()
    {
        _progress.Dispose();
        _folder.Delete(recursive: true);
    }

    private IReadOnlyList<string> Written => [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.FullName, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_entity_has_a_folder_where_there_are_several_and_none_where_there_is_one()
    {
        var outcome = Run(_inYear, new SomeParts());
        Assert.Equal((ExitCodes.Good, 6, 0), (outcome.ExitCode, outcome.Made, outcome.Failed));
        Assert.Equal(Written, outcome.Reports.SelectMany(report => report.Files).Select(file => file.File).Order(StringComparer.Ordinal));
        Assert.Equal("101示例县某局/2024年度监控数据（1-8月）.xlsx", Written[0]);

        Assert.Equal(3, Run(_inYear.Only(["102"]), new SomeParts()).Made);
        Assert.Contains("2024年度监控数据（1-8月）.xlsx", Written);
    }

    [Theory]
    [InlineData("department.xlsx", 3)]
    [InlineData("in-year.md", 3)]
    [InlineData("", 0)]
    [InlineData("*", 1)]
    public void The_exit_code_says_whether_all_some_or_nothing_could_be_made(string fails, int code)
    {
        var outcome = Run(_inYear, new SomeParts { Fails = (part, _) => fails == "*" || part.Template == fails });
        Assert.Equal(code, outcome.ExitCode);
        Assert.Equal(outcome.Made, Written.Count);
        Assert.Equal(6, outcome.Made + outcome.Failed);
    }

    [Fact]
    public void Files_that_are_there_are_known_before_anything_is_made_and_stay_unless_forced()
    {
        Run(_inYear, new SomeParts());
        var existing = Path.Combine(_folder.FullName, "102示例县图书馆", "2024年度部门事中绩效监控报告（1-8月）.docx");
        File.WriteAllText(existing, "mine");
        var plans = ReportMaker.Plan(_inYear, SomeBook.Two);
        Assert.Equal(6, ReportRun.Existing(plans, _folder.FullName).Count);
        Assert.Empty(ReportRun.Existing(plans, Path.Combine(_folder.FullName, "elsewhere")));

        // One that comes up meanwhile is not written over either.
        var outcome = Run(_inYear, new SomeParts());
        Assert.Equal((ExitCodes.Failed, 6), (outcome.ExitCode, outcome.Failed));
        Assert.Equal("mine", File.ReadAllText(existing));
        Assert.Equal(ExitCodes.Good, Run(_inYear, new SomeParts(), force: true).ExitCode);
        Assert.Equal("in-year.md 102 \n", File.ReadAllText(existing));
    }

    [Fact]
    public void What_stops_it_leaves_whole_files_alone()
    {
        using var stop = new CancellationTokenSource();
        var parts = new SomeParts { Making = (_, entity) => { if (entity == "102") stop.Cancel(); } };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(_inYear, parts, stop: stop.Token));
        Assert.Equal(3, Written.Count);
        Assert.All(Written, file => Assert.StartsWith("101示例县某局/2024年度", file));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_file_by_file()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "101示例县某局"), "a file where a folder belongs");
        var outcome = Run(_inYear, new SomeParts());
        Assert.Equal((ExitCodes.Partly, 3, 3), (outcome.ExitCode, outcome.Made, outcome.Failed));
        Assert.All(outcome.Reports[0].Failed, part => Assert.StartsWith("写不进", part.Why));
    }

    [Fact]
    public void Progress_is_told_of_more_than_a_few_entities_and_costs_always()
    {
        Run(_inYear, new SomeParts());
        Assert.Equal("", _progress.ToString());
        var clock = new FakeTimeProvider(Some.Noon) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(40) };
        var book = SomeBook.Of([.. Enumerable.Range(101, 5).Select(code => SomeBook.Line($"{code}", $"单位{code}"))], []);
        var outcome = new ReportRun(new ReportMaker(new SomeParts { Fails = (part, entity) => part.Template is null && entity == "103" }), clock, () => 300L << 20, _progress)
            .Run(_inYear, book, Path.Combine(_folder.FullName, "five"), force: false, default);
        Assert.Equal("1/5 101单位101 40 ms\n2/5 102单位102 40 ms\n3/5 103单位103 40 ms，未生成1个\n4/5 104单位104 40 ms\n5/5 105单位105 40 ms\n", _progress.ToString());
        Assert.Equal((300, ExitCodes.Partly), (outcome.PeakBytes >> 20, outcome.ExitCode));
        Assert.True(outcome.Took > TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void Held_files_are_told_with_their_reasons()
    {
        Assert.Null(ReportOutput.Held(SomeBook.Two));
        Assert.Equal("有1个文件被扣住（执行.csv：累计数下降），其中的数据没有计入", ReportOutput.Held(SomeBook.Two with { Held = [new HeldFile("执行.csv", "累计数下降")] }));
    }

    private ReportOutcome Run(ReportDefinition definition, SomeParts parts, bool force = false, CancellationToken stop = default) =>
        new ReportRun(new ReportMaker(parts), TimeProvider.System, () => 1 << 20, _progress).Run(definition, SomeBook.Two, _folder.FullName, force, stop);
}
