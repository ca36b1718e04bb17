using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Sheets;

/// <summary>
/// Lines as rows and sums of a summary form. A rate is of the lines that were reported and can be judged alone, whose budget stands in a column of its own: the sum of a
/// column and the rate beside it can be checked by hand, and what was not reported hides nowhere.
/// </summary>
internal static class SummedLines
{
    /// <summary>Names of a sum.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "number", "name", "count", "missing", "original", "adjusted", "revised", "reported", "executed", "rate", "scheduled", "gap", "light", "outturn", "outturn_rate", "said",
    ];

    /// <summary>Names of a line: those of a sum and more.</summary>
    public static IReadOnlyList<string> LineNames { get; } = [.. Names, "code", "category", "fund", "section", "alerts"];

    /// <param name="sum">Of the same lines.</param>
    public static object?[] Of(int number, string name, IReadOnlyList<JudgedPosition> lines, Rollup sum)
    {
        var positions = lines.Select(line => line.Position).ToList();
        var known = positions.Where(position => !position.HasTwoOriginals).ToList();
        // Beside a budget that is not known, an outturn could be compared with nothing.
        var outturn = known.Count < positions.Count ? null : positions.Aggregate((Money?)Money.Zero, (all, position) => all + position.StatedOutturn);
        return
        [
            number,
            name,
            lines.Count,
            positions.Count(position => position.Executed is null),
            FormFigures.Wan(Money.Sum(known.Select(position => position.Original))),
            FormFigures.Wan(Money.Sum(positions.Select(position => position.Adjusted))),
            FormFigures.Wan(sum.Revised),
            sum.JudgedLines == 0 ? null : FormFigures.Wan(sum.JudgedRevised),
            FormFigures.Wan(sum.Executed),
            FormFigures.Percent(sum.Rate),
            FormFigures.Percent(sum.Scheduled),
            FormFigures.Percent(sum.Gap),
            sum.Light == Level.Green && LeftOut.Word(lines) is { } leftOut ? LevelWords.NotReported.Symbol + leftOut : FormFigures.Light(sum.Light, sum.JudgedLines > 0),
            FormFigures.Wan(outturn),
            outturn is { } whole && sum.Revised > Money.Zero ? FormFigures.Percent(whole.ToFraction() / sum.Revised.ToFraction()) : null,
            string.Join("\n", sum.Behind.GroupBy(line => line.Light).Select(light => $"{FormFigures.Light(light.Key)}：{string.Join("、", light.Select(line => line.Position.ProjectName))}")),
        ];
    }

    /// <summary>Several kinds of money that are judged as one stand side by side.</summary>
    public static string FundOf(BudgetPosition position) => position.Fund.Replace(";", "、", StringComparison.Ordinal);

    public static object?[] Of(int number, JudgedPosition judged, FormAnswers answers)
    {
        var position = judged.Position;
        var isKnown = !position.HasTwoOriginals;
        string[] said =
        [
            .. answers.Numbers.Length > 0 ? [answers.Numbers] : Array.Empty<string>(),
            .. position.CannotJudge is { } why && position.Executed is not null ? [$"{FormFigures.CannotJudge}：{why}"] : Array.Empty<string>(),
            .. answers.Cause.Length > 0 ? [$"偏差原因：{answers.Cause}"] : Array.Empty<string>(),
            .. answers.Measures,
        ];
        return
        [
            number,
            position.ProjectName,
            1,
            position.Executed is null ? 1 : 0,
            isKnown ? FormFigures.Wan(position.Original) : FormFigures.CannotJudge,
            FormFigures.Wan(position.Adjusted),
            isKnown ? FormFigures.Wan(position.Revised) : FormFigures.CannotJudge,
            position.IsJudged ? FormFigures.Wan(position.Revised) : null,
            position.Executed is { } executed ? FormFigures.Wan(executed) : FormFigures.NotReported,
            position.IsJudged ? FormFigures.Percent(position.Rate) : null,
            position.IsJudged ? FormFigures.Percent(position.Scheduled) : null,
            position.IsJudged ? FormFigures.Percent(position.Gap) : null,
            FormFigures.Light(judged),
            FormFigures.Wan(position.StatedOutturn),
            position.StatedOutturn is { } outturn && isKnown && position.Revised > Money.Zero ? FormFigures.Percent(outturn.ToFraction() / position.Revised.ToFraction()) : null,
            string.Join("\n", said),
            position.Key.ProjectCode,
            position.Category.Name(),
            FundOf(position),
            position.Section,
            answers.Numbers,
        ];
    }
}
