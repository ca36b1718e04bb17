using System.Globalization;
using System.Text;

namespace MonitorWorker.Tests.Jobs;

/// <summary>A project that must not be found, with words and digits that stand nowhere else.</summary>
/// <param name="Was">Which project of the simulated year it takes the place of.</param>
/// <param name="Wan">Original budget, 万元.</param>
internal sealed record SecretProject(string Was, string Code, string Name, decimal Wan, string Word);

/// <summary>
/// The simulated year with twenty of its projects, of which two are marked in the column 外发级别: one 不得外发, one 仅编号. Both are late, so that there is much to tell of them, and their rows also
/// stand where something goes wrong.
/// </summary>
internal sealed class SecretOffice
{
    private const int Kept = 20;

    /// <summary>不得外发.</summary>
    public static readonly SecretProject Whale = new("P07", "ZX7719", "蓝鲸专项", 877.1939m, "鲸");

    /// <summary>仅编号.</summary>
    public static readonly SecretProject Heron = new("P13", "ZX8826", "白鹭专项", 866.2827m, "鹭");

    private static readonly SecretProject[] _secret = [Whale, Heron];

    private readonly SimulatedYear _year = new();
    private readonly Dictionary<string, decimal> _was;
    private readonly bool _isMarked;

    /// <param name="isMarked">False leaves the column out: all may leave.</param>
    public SecretOffice(bool isMarked)
    {
        _isMarked = isMarked;
        _was = Rows(_year.Budget).ToDictionary(row => row[1], row => decimal.Parse(row[4], CultureInfo.InvariantCulture));
    }

    /// <summary>Every amount that the files hold of a project, in fen.</summary>
    public Dictionary<SecretProject, HashSet<long>> Amounts { get; } = _secret.ToDictionary(project => project, project => new HashSet<long> { Fen(project.Wan) });

    public string Budget => Csv("预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,单位名称,责任股室" + (_isMarked ? ",外发级别" : ""), Rows(_year.Budget).Where(row => IsKept(row[1])).Select(row =>
    {
        var secret = Secret(row[1]);
        string[] mine = secret is null ? row : [row[0], secret.Code, secret.Name, row[3], Print(secret.Wan), .. row[5..]];
        return (string[])[.. mine, .. _isMarked ? new[] { secret == Whale ? "不得外发" : secret == Heron ? "仅编号" : "" } : []];
    }));

    /// <summary>A plan of indicators of both, and of one that may be named.</summary>
    public static string Indicators => "项目编码,单位编码,三级指标,指标性质,年度指标值,计量单位\nZX7719,101,监测鲸群,≥,7719,头\nZX8826,101,监测鹭群,≥,8826,只\nP03,101,培训人数,≥,120,人\n";

    public static string Readings(int month) => Csv("项目编码,单位编码,三级指标,截止月份,完成值", [["ZX7719", "101", "监测鲸群", $"2024-{month:00}", "71"], ["ZX8826", "101", "监测鹭群", $"2024-{month:00}", "82"], ["P03", "101", "培训人数", $"2024-{month:00}", $"{month * 2}"]]);

    /// <summary>The whole office's figures in a report, both wrong.</summary>
    public static string Stated => "截止月份,口径,数据项,填报值,计量单位,报告名称\n2024-06,全部,年初预算数,43210.98,万元,半年报告\n2024-06,责任股室=业务股,年初预算数,12345.67,万元,半年报告\n2024-06,项目编码=ZX8826,年初预算数,800,万元,半年报告\n";

    /// <summary>What is handed in for a month. In March a row of each secret project cannot be read, one without its code, and the total is wrong.</summary>
    public string Execution(int month)
    {
        var rows = Rows(_year.Execution("101", month)).Where(row => IsKept(row[0])).Select(row => Secret(row[0]) is { } secret
            ? [secret.Code, row[1], row[2], Print(Math.Round(secret.Wan * decimal.Parse(row[3], CultureInfo.InvariantCulture) / _was[row[0]], 4))]
            : row).ToList();
        foreach (var row in rows.Where(row => row[0].StartsWith("ZX", StringComparison.Ordinal))) Amounts[_secret.Single(secret => secret.Code == row[0])].Add(Fen(decimal.Parse(row[3], CultureInfo.InvariantCulture)));
        if (month == 3)
        {
            rows.Insert(2, ["ZX7719", "101", "2024-03", "蓝鲸专项八十七万"]);
            rows.Insert(3, ["ZX8826", "101", "2024-13", "86.6282"]);
            rows.Insert(4, ["", "101", "2024-03", "87.7193"]);
            rows.Insert(5, ["P02", "101", "2024-03", "六百"]);
            Amounts[Whale].Add(Fen(87.7193m));
            Amounts[Heron].Add(Fen(86.6282m));
            rows.Add(["合计", "", "", "98765.4321"]);
        }

        return Csv("项目编码,单位编码,截止月份,累计执行数", rows);
    }

    /// <summary>The same amount as it may stand in a mail, a workbook, a log, a database.</summary>
    public static IEnumerable<string> Printed(long fen)
    {
        var yuan = fen / 100m;
        string[] forms =
        [
            yuan.ToString("0.00", CultureInfo.InvariantCulture), yuan.ToString("#,##0.00", CultureInfo.InvariantCulture), yuan.ToString("0", CultureInfo.InvariantCulture), yuan.ToString("#,##0", CultureInfo.InvariantCulture),
            (yuan / 10_000).ToString("0.00", CultureInfo.InvariantCulture), (yuan / 10_000).ToString("0.0000", CultureInfo.InvariantCulture), (yuan / 10_000).ToString("0.####", CultureInfo.InvariantCulture),
            fen.ToString(CultureInfo.InvariantCulture),
        ];
        // Shorter ones are found by chance.
        return forms.Distinct().Where(form => form.Count(char.IsAsciiDigit) >= 5);
    }

    private static bool IsKept(string code) => int.Parse(code.AsSpan(1), CultureInfo.InvariantCulture) <= Kept;

    private static SecretProject? Secret(string code) => Array.Find(_secret, secret => secret.Was == code);

    private static IEnumerable<string[]> Rows(string csv) => csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(','));

    private static string Csv(string header, IEnumerable<string[]> rows) => new StringBuilder(header).Append('\n').AppendJoin('\n', rows.Select(row => string.Join(',', row))).Append('\n').ToString();

    private static string Print(decimal wan) => wan.ToString("0.####", CultureInfo.InvariantCulture);

    private static long Fen(decimal wan) => (long)(wan * 1_000_000);
}
