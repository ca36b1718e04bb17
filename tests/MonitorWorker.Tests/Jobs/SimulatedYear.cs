using System.Globalization;

namespace MonitorWorker.Tests.Jobs;

/// <summary>
/// The files of an office with 60 projects in six sections of two entities, over a year: most on schedule, some late and recovering, some that forget a month,
/// some that have too much or spend too fast. The same each time.
/// </summary>
internal sealed class SimulatedYear
{
    public const int Year = 2024;
    public const int Projects = 60;

    /// <summary>In September's file its figure lacks a digit; <see cref="CorrectedSeptember"/> puts it right.</summary>
    public const string Mistyped = "P31";

    public static readonly string[] Entities = ["101", "102"];
    private const int Seed = 20240105;
    private static readonly (string Name, string Mailbox)[] _sections = [("办公室", "office"), ("业务股", "business"), ("规划股", "planning"), ("建设股", "building"), ("安全股", "safety"), ("信息股", "data")];

    private readonly List<Project> _projects = [];
    private readonly Random _random = new(Seed);

    /// <param name="only">Numbers of the projects that there are, which are the same as in the whole year; null is all.</param>
    public SimulatedYear(IReadOnlyCollection<int>? only = null)
    {
        for (var number = 1; number <= Projects; number++)
        {
            var curve = (Curve)(number switch
            {
                _ when number % 10 is 3 or 7 => (int)Curve.LateAndRecovering,
                _ when number % 20 == 9 => (int)Curve.Drifting,
                30 or 60 => (int)Curve.NothingUntilAugust,
                45 => (int)Curve.TooFast,
                _ => (int)Curve.OnSchedule,
            });
            _projects.Add(new Project($"P{number:00}", Entities[(number - 1) / 30], _sections[(number - 1) / 10].Name, number % 6 == 0 ? "公用支出" : "项目支出", _random.Next(50, 3000) / 10m, curve, number % 15 == 1));
        }

        if (only is not null) _projects.RemoveAll(project => !only.Contains(int.Parse(project.Code[1..], CultureInfo.InvariantCulture)));
    }

    private enum Curve
    {
        OnSchedule,
        LateAndRecovering,
        Drifting,
        NothingUntilAugust,
        TooFast,
    }

    public string Budget => Csv("预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,单位名称,责任股室", _projects.Select(project =>
        $"{Year},{project.Code},{project.Section}项目{project.Code},{project.Category},{project.Wan},{project.Entity},示例单位{project.Entity},{project.Section}"));

    public static string Contacts => Csv("姓名,邮箱,角色,单位编码,责任股室",
    [
        .. _sections.SelectMany((section, at) => new[]
        {
            $"{section.Name}责任人,{section.Mailbox}@example.com,责任人,{Entities[at / 3]},{section.Name}",
            $"{section.Name}负责人,{section.Mailbox}.head@example.com,股室负责人,{Entities[at / 3]},{section.Name}",
        }),
        .. Entities.SelectMany(entity => new[] { $"{entity}分管领导,deputy{entity}@example.com,分管领导,{entity},", $"{entity}财务,finance{entity}@example.com,财务人员,{entity}," }),
        "主要领导,leader@example.com,主要领导,,",
        "绩效股经办,performance@example.com,绩效管理人员,,",
        "系统管理员,admin@example.com,系统管理员,,",
    ]);

    /// <summary>Additions that came on 20 June.</summary>
    public string Additions => Csv("项目编码,单位编码,调整日期,调整金额,文号", _projects.Where((_, at) => at % 12 == 4).Select((project, at) =>
        $"{project.Code},{project.Entity},{Year}-06-20,{project.Wan / 5:0.##},示财预〔{Year}〕{at + 1}号"));

    /// <summary>What an entity sends at the beginning of the next month.</summary>
    public string Execution(string entity, int month) => Csv("项目编码,单位编码,截止月份,累计执行数", _projects
        .Where(project => project.Entity == entity && !(project.Forgets && month is 4 or 8))
        .Select(project => Row(project, month, project.Code == Mistyped && month == 9 ? 0.1m : 1)));

    public string CorrectedSeptember => Csv("项目编码,单位编码,截止月份,累计执行数", [Row(_projects.Single(project => project.Code == Mistyped), 9, 1)]);

    private static string Row(Project project, int month, decimal slip) => string.Create(
        CultureInfo.InvariantCulture, $"{project.Code},{project.Entity},{Year}-{month:00},{project.Wan * Share(project, month) * slip:0.####}");

    /// <summary>Of the original budget; a few percent more or less than the curve, and never less than the month before.</summary>
    private static decimal Share(Project project, int month)
    {
        var pace = project.Curve switch
        {
            Curve.LateAndRecovering => month < 4 ? 0.45m : month < 6 ? 0.55m : month < 8 ? 0.72m : month < 10 ? 0.88m : 0.97m,
            Curve.Drifting => 0.74m,
            Curve.NothingUntilAugust => month < 8 ? 0m : month < 10 ? 0.7m : 0.95m,
            Curve.TooFast => month < 5 ? 1m : 1.04m,
            _ => 0.97m,
        };
        var noise = ((project.Code[1] * 7 + project.Code[2] * 3 + month * 5) % 7 - 3) / 100m;
        return pace == 0 ? 0 : Math.Max(0, month / 12m * (pace + noise));
    }

    private static string Csv(string header, IEnumerable<string> rows) => header + "\n" + string.Join('\n', rows) + "\n";

    private sealed record Project(string Code, string Entity, string Section, string Category, decimal Wan, Curve Curve, bool Forgets);
}
