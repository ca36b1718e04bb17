using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Xunit;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Reports.Views;
using MonitorWorker.Rules;
using MonitorWorker.Tests.Rules;
using Scriban.Runtime;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>Whatever an office is like, its report adds up, says nothing that the data do not, and reads like a text.</summary>
public sealed partial class ReportPropertyTests
{
    private static readonly HashSet<string> _amounts =
        ["年初预算数", "年内追加", "年内追减", "追加金额", "调整后预算数", "其中：已报送部分", "累计执行数", "调整数", "全年预计执行数"];

    [Property(MaxTest = 60)]
    public void Printed_parts_add_up_to_printed_wholes(DoNotSize<int> seed)
    {
        foreach (var (_, text) in Reports(seed.Item))
        {
            foreach (var (header, _, rows) in ReportText.Tables(text).Where(table => table.Rows is [.., ["合计", ..]] && table.Header[0] != "资金来源" && table.Header[0] != "人员类别"))
            {
                var whole = rows[^1];
                for (var column = 1; column < header.Count; column++)
                {
                    if (!_amounts.Contains(header[column]) || ReportText.Number(whole[column]) is not { } sum) continue;
                    var parts = rows.SkipLast(1).Select(row => ReportText.Number(row[column])).OfType<decimal>().ToList();
                    Assert.True(Math.Abs(sum - parts.Sum()) <= 0.005m * (parts.Count + 1), $"{header[column]}: {string.Join(" + ", parts)} = {sum}");
                }
            }

            var funds = ReportText.Tables(text).Single(table => table.Header[0] == "资金来源").Rows.Where(row => !row[0].StartsWith("其中", StringComparison.Ordinal)).ToList();
            Assert.True(Math.Abs(funds.SkipLast(1).Sum(row => ReportText.Number(row[1])!.Value) - ReportText.Number(funds[^1][1])!.Value) <= 0.005m * funds.Count);
        }
    }

    [Property(MaxTest = 60)]
    public void Sums_are_those_of_the_lines(DoNotSize<int> seed)
    {
        foreach (var (book, text) in Reports(seed.Item))
        {
            var entity = book.Now.Positions.Select(line => line.Position).Where(position => position.Key.EntityCode == EntityOf(text, book)).ToList();
            var known = entity.Where(position => !position.HasTwoOriginals).ToList();
            if (known.Count == 0) continue;
            var whole = ReportText.Tables(text).First(table => table.Header.Contains("年内追减")).Rows[^1];
            Assert.Equal(Wan(known.Sum(position => position.Original.Fen)), whole[1]);
            Assert.Equal(Wan(known.Sum(position => position.Revised.Fen)), whole[4]);
            var executed = entity.Select(position => position.Executed).OfType<Money>().ToList();
            var row = ReportText.Tables(text).First(table => table.Header.Contains("执行率（已报送部分）")).Rows[^1];
            if (executed.Count > 0) Assert.Equal(Wan(executed.Sum(amount => amount.Fen)), row[3]);
            var judged = entity.Where(position => position is { CannotJudge: null, Executed: not null, Scheduled: not null }).ToList();
            Assert.Equal(
                judged.Count == 0 ? "—" : decimal.Round(judged.Sum(position => position.Executed!.Value.Fen) * 100m / judged.Sum(position => position.Revised.Fen), 2, MidpointRounding.AwayFromZero).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−'),
                row[4]);
        }
    }

    [Property(MaxTest = 60)]
    public void Every_table_is_whole_and_no_figure_is_left_empty(DoNotSize<int> seed)
    {
        foreach (var (_, text) in Reports(seed.Item))
        {
            foreach (var (header, isFigure, rows) in ReportText.Tables(text))
            {
                Assert.NotEmpty(rows);
                Assert.All(rows, row => Assert.Equal(header.Count, row.Count));
                Assert.All(rows, row => Assert.DoesNotContain(row.Zip(isFigure), cell => cell.First.Length == 0));
            }

            Assert.Equal(text.Split('\n').Count(line => OpeningPattern().IsMatch(line)), text.Split('\n').Count(line => ClosingPattern().IsMatch(line)));
        }
    }

    [Property(MaxTest = 60)]
    public void No_figure_is_printed_that_the_views_do_not_hold(DoNotSize<int> seed)
    {
        foreach (var (book, text) in Reports(seed.Item))
        {
            var known = new HashSet<string>();
            foreach (var view in ReportModel.OfEntity(book, EntityOf(text, book), SampleReport.Title).Values) Collect(TemplateModel.Copy(view, value => value), known);
            Assert.Empty(ReportText.Decimals(text).Except(known));
        }
    }

    [Property(MaxTest = 60)]
    public void A_report_reads_like_a_text(DoNotSize<int> seed)
    {
        foreach (var (_, text) in Reports(seed.Item))
        {
            Assert.DoesNotMatch("NaN|∞|null|True|False|true|false|\\{\\{|\\}\\}", text);
            foreach (var line in text.Split('\n').Where(line => !line.StartsWith('|') && !line.StartsWith(':')))
            {
                Assert.False(SlipPattern().IsMatch(line), line);
                if (line.Length > 0 && line[0] != '#' && !line.StartsWith("单位", StringComparison.Ordinal) && line.Contains('，', StringComparison.Ordinal)) Assert.True(line[^1] is '。' or '：', line);
            }
        }
    }

    [Property(MaxTest = 60)]
    public void A_report_names_nobody_elses_projects_and_lines(DoNotSize<int> seed)
    {
        foreach (var (book, text) in Reports(seed.Item))
        {
            var entity = EntityOf(text, book);
            foreach (var other in book.Now.Positions.Select(line => line.Position).Where(position => position.Key.EntityCode != entity))
                Assert.DoesNotContain(other.ProjectName, text, StringComparison.Ordinal);
        }
    }

    /// <summary>The same office twice, once with names that are headings, tables, lists and tags: the documents have the same shape.</summary>
    [Fact]
    public void Names_that_hurt_change_no_heading_and_no_table()
    {
        var (plain, hostile) = (SampleReport.Text(ReportSamples.Full(name => name)), SampleReport.Text(ReportSamples.Full(ReportSamples.Hostile)));
        Assert.Equal(Shape(plain), Shape(hostile));
        Assert.Contains("\\*\\|\\_\\#\\<b\\>", hostile, StringComparison.Ordinal);

        static IEnumerable<string> Shape(string text) => text.Split('\n')
            .Where(line => line.StartsWith('#') || line.StartsWith(':'))
            .Select(line => line.StartsWith('#') ? line.Split(' ')[0] : line)
            .Concat(ReportText.Tables(text).Select(table => $"{table.Header.Count} {string.Join(' ', table.Rows.Select(row => row.Count))}"));
    }

    [Fact]
    public void What_was_not_reported_has_no_rate()
    {
        var facts = SampleReport.Facts with { Executions = [] };
        var body = ReportText.Body(SampleReport.Text(SampleReport.Book(facts)));
        Assert.Contains("到监控时点各项均未报送执行数，涉及调整后预算数1556.61万元", body, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?<!\\d)0\\.00%", body);
        Assert.DoesNotMatch("执行率\\d", body);
        Assert.DoesNotContain(":::columns", body, StringComparison.Ordinal);
    }

    /// <summary>Each entity's report of a random office at the end of a random month, with the months before it to compare with.</summary>
    private static IEnumerable<(ReportBook Book, string Text)> Reports(int seed)
    {
        var facts = RandomOffice.Facts(seed);
        var random = new Random(seed);
        var month = new YearMonth(facts.Lines[0].FiscalYear, random.Next(1, 13));
        var now = Judge(month.LastDay);
        var book = SampleReport.Book(facts) with
        {
            Now = now,
            LastPeriod = month.Month > 1 && random.Next(2) == 0 ? Judge(month.FirstDay.AddDays(-1)) : null,
            Texts = random.Next(2) == 0 ? OfficeTexts.None : OfficeTexts.Of(_ => "一段文字。"),
        };
        foreach (var entity in now.Positions.Select(line => line.Position.Key.EntityCode).Distinct()) yield return (book, SampleReport.Text(book, entity));

        Judgement Judge(DateOnly asOf) => Judgement.Of(facts, new RuleBook(Shipped.Sets[seed & 3], []), asOf);
    }

    /// <summary>By the name with which it is signed.</summary>
    private static string EntityOf(string text, ReportBook book)
    {
        var signature = SignaturePattern().Match(text).Groups[1].Value;
        return book.Now.Positions.Select(line => line.Position).First(position => (position.EntityName ?? book.OfficeName) == signature).Key.EntityCode;
    }

    private static string Wan(long fen) => ReportText.Number(fen == 0 || Math.Abs(fen) >= 5_000
        ? decimal.Round(fen / 1_000_000m, 2, MidpointRounding.AwayFromZero).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)
        : (fen / 1_000_000m).ToString("0.00####", System.Globalization.CultureInfo.InvariantCulture))!.Value.ToString("0.00####", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');

    private static void Collect(object? value, HashSet<string> known)
    {
        switch (value)
        {
            case string text:
                known.UnionWith(ReportText.Decimals(text));
                break;
            case ScriptArray items:
                foreach (var item in items) Collect(item, known);
                break;
            case ScriptObject members:
                foreach (var member in members.Values) Collect(member, known);
                break;
        }
    }

    /// <summary>Two marks in a row, nothing between brackets, an amount or a rate without its number.</summary>
    [GeneratedRegex(@"[，；、。：][，；、。：]|（）|“”|[，；、]$|(?<![0-9—]|单位为|单位：)万元|(?<![0-9、（])%|  ")]
    private static partial Regex SlipPattern();

    [GeneratedRegex(@"^:{3,}[a-z]")]
    private static partial Regex OpeningPattern();

    [GeneratedRegex(@"^:{3,}$")]
    private static partial Regex ClosingPattern();

    [GeneratedRegex(@":::signature\n(.*)\n")]
    private static partial Regex SignaturePattern();
}
