using System.Collections;
using System.Text.RegularExpressions;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Reports.Views;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>What templates/README.md lists for reports is what there is.</summary>
public sealed partial class ReportVariablesTests
{
    /// <summary>Name in the list → view: a view more is a row more.</summary>
    private static readonly Dictionary<string, Type> _views = new()
    {
        ["report"] = typeof(ReportHeadView),
        ["rules"] = typeof(RuleSetView),
        ["entity"] = typeof(EntityView),
        ["budget"] = typeof(BudgetView),
        ["money"] = typeof(MoneyView),
        ["project"] = typeof(ProjectView),
        ["line"] = typeof(LineRowView),
        ["goals"] = typeof(GoalsView),
        ["goal"] = typeof(GoalView),
        ["indicator"] = typeof(IndicatorRowView),
        ["outlook"] = typeof(FundOutlookView),
        ["year"] = typeof(OutlookView),
        ["doubt"] = typeof(DoubtView),
        ["deviations"] = typeof(DeviationsView),
        ["deviation"] = typeof(DeviationView),
        ["finding"] = typeof(FindingView),
        ["reply"] = typeof(AnswerView),
        ["dispute"] = typeof(DisputeView),
        ["waiver"] = typeof(WaiverView),
        ["comparison"] = typeof(ComparisonView),
        ["compared"] = typeof(ComparedView),
        ["gaps"] = typeof(GapsView),
        ["missing"] = typeof(MissingFigureView),
        ["reading"] = typeof(MissingReadingView),
        ["refused"] = typeof(RefusedView),
        ["unmatched"] = typeof(UnmatchedView),
        ["checked"] = typeof(CheckedView),
        ["figure"] = typeof(CheckedFigureView),
        ["source"] = typeof(SourceFileView),
        ["office"] = typeof(OfficeView),
        ["row"] = typeof(EntityRowView),
        ["light"] = typeof(LightView),
        ["change"] = typeof(ChangeView),
        ["unanswered"] = typeof(UnansweredView),
        ["promise"] = typeof(PromiseView),
        ["risk"] = typeof(RiskView),
        ["left"] = typeof(RiskLineView),
        ["waived"] = typeof(OfficeWaiverView),
        ["point"] = typeof(CurveView),
    };

    private static readonly string _section = Section();

    [Fact]
    public void The_list_has_every_name_and_no_other()
    {
        var given = _views.SelectMany(view => TemplateModel.Members(view.Value).Select(member => $"{view.Key}.{member.Name}"));
        Assert.Equal(given.Order(StringComparer.Ordinal), RowPattern().Matches(_section).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_view_that_a_template_can_reach_is_in_the_list()
    {
        var reached = new HashSet<Type>();
        foreach (var value in ReportSamples.ByQuery.SelectMany(models => models).SelectMany(model => model.Values)) Reach(value is string ? typeof(string) : value.GetType(), reached);
        Assert.Equal(_views.Values.Select(type => type.Name).Order(StringComparer.Ordinal), reached.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_names_of_each_query_are_those_of_the_table()
    {
        var queries = ReportSamples.ByQuery.Where(models => models.Count > 0).Select(models => models[0].Keys.ToHashSet()).ToList();
        Assert.Equal(["budget", "checked", "comparison", "deviations", "entity", "gaps", "goals", "lines", "outlook", "report", "sources"], queries[0].Order(StringComparer.Ordinal));
        Assert.Equal("project", Assert.Single(queries[1].Except(queries[0])));
        Assert.Equal(["office", "report", "sources"], queries[2].Order(StringComparer.Ordinal));
        Assert.All(queries.SelectMany(names => names), name => Assert.Contains($"`{name}`", _section[..800], StringComparison.Ordinal));
    }

    [Fact]
    public void Every_piece_is_named() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Templates, "reports"), "_*.md").Select(Path.GetFileName),
        piece => Assert.Contains($"`{piece}`", _section, StringComparison.Ordinal));

    [Fact]
    public void Views_can_only_be_read() => Assert.DoesNotContain(_views.Values.SelectMany(view => view.GetProperties()), property => property.CanWrite);

    private static void Reach(Type type, HashSet<Type> reached)
    {
        if (type == typeof(string) || type == typeof(RawText) || type.IsPrimitive) return;
        if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            Reach(type.GetGenericArguments()[0], reached);
            return;
        }

        if (!reached.Add(type)) return;
        foreach (var (_, member) in TemplateModel.Members(type)) Reach(member, reached);
    }

    private static string Section()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Templates, "README.md"));
        var start = readme.IndexOf("\n## Reports: variables\n", StringComparison.Ordinal);
        var end = readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? readme[start..] : readme[start..end];
    }

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z0-9_]+)` \| .", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
