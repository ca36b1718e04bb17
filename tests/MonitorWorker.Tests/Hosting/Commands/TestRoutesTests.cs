using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Commands;

public class TestRoutesTests
{
    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Path.Combine(Repository.Config, "route-tests")).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task What_is_shipped_comes_out_as_it_says(string file)
    {
        var tested = await TestAsync(File.ReadAllText(Path.Combine(Repository.Config, "route-tests", file)));
        Assert.True(tested.Passed, string.Join('\n', RouteCaseOutput.Lines([tested])));
        Assert.True(tested.Results.All(result => result.Case.Expects));
    }

    [Fact]
    public async Task The_first_difference_of_each_row_is_told_and_a_row_without_expectation_is_printed()
    {
        var tested = await TestAsync("""
            姓名,邮箱,角色,单位编码
            财务人员,finance@example.com,财务人员,101
            单位编码,支出类别,金额（万元）,规则,等级,预期收件人,预期时机,预期路由
            101,项目支出,2,over-execution,red,nobody@example.com,每周,
            101,项目支出,2,over-execution,red,FINANCE@example.com,weekly,
            101,项目支出,2,over-execution,red,,,大额
            101,项目支出,2,over-execution,red,,,
            """);
        Assert.False(tested.Passed);
        Assert.Equal(
            [
                "file.csv",
                "  ✗ 第4行 over-execution 红 项目支出：路由catch-all，即时",
                "      预期收件人 应为：nobody@example.com",
                "      预期收件人 实为：finance@example.com",
                "      财务人员 finance@example.com（财务人员）",
                "  ✗ 第5行 over-execution 红 项目支出：路由catch-all，即时",
                "      预期时机 应为：每周",
                "      预期时机 实为：即时",
                "      财务人员 finance@example.com（财务人员）",
                "  ✗ 第6行 over-execution 红 项目支出：路由catch-all，即时",
                "      预期路由 应为：大额",
                "      预期路由 实为：catch-all",
                "      财务人员 finance@example.com（财务人员）",
                "  · 第7行 over-execution 红 项目支出：路由catch-all，即时",
                "      财务人员 finance@example.com（财务人员）",
                "检验4行，符合0行，不符3行，没有写预期1行",
            ],
            RouteCaseOutput.Lines([tested with { File = "file.csv" }]));
    }

    [Fact]
    public async Task Cells_that_cannot_be_understood_are_named_with_their_row()
    {
        var tested = await TestAsync("""
            姓名,邮箱,角色
            财务人员,finance@example.com,财务人员
            日期,规则,等级,支出类别,责任股室,金额,项目编码,预期时机,预期
            八月,execution-lags,红,项目,办公室,很多,,每月,
            ,,green,,办公室,,,,
            """);
        Assert.False(tested.Passed);
        Assert.Equal(
            [
                "第3行 预期：不是这张表的列", "第4行 规则“execution-lags”：没有这样的规则", "第4行 日期“八月”：不是日期", "第4行 金额“很多”：不是金额", "第4行 支出类别“项目”：不是支出类别",
                "第4行 预期时机“每月”：不是通知的时机", "第5行 规则：没有填", "第5行 等级“green”：不是发现的等级", "第5行 支出类别：没有填，却有责任股室或金额",
            ],
            tested.Problems.Select(problem => problem.Split('；')[0]));
    }

    [Fact]
    public async Task Without_tables_of_its_own_a_file_goes_by_the_database()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        await office.Import.RunAsync(keepFiles: true, default);
        var tested = await TestAsync("项目编码,规则,等级,预期收件人\nP01,execution-lag,红,office@example.com\nP09,execution-lag,红,office@example.com", office);
        Assert.Null(Assert.Single(tested.Results).Difference);
        Assert.StartsWith("第3行 项目编码“P09”：预算里没有这个项目", Assert.Single(tested.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_nothing_to_test_says_so() => Assert.StartsWith("没有任何要检验的行", (await TestAsync("姓名,邮箱\n甲,a@example.com")).Problem, StringComparison.Ordinal);

    private static async Task<RouteCaseFile> TestAsync(string csv, TestOffice? office = null)
    {
        var options = ConfigLoader.Load(Repository.Config, new Dictionary<string, string?>()).Options!;
        var settings = ServiceComposition.Office(options, Some.RuleBook(), []);
        var file = Path.Combine(Directory.CreateTempSubdirectory("routes-").FullName, "file.csv");
        try
        {
            await File.WriteAllTextAsync(file, csv);
            return await new TestRoutesVerb(settings, Some.August31, () => office is null ? throw new InvalidOperationException("no database") : Task.FromResult(office.Facts), default).ReadAsync(file);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
