using System.Text.RegularExpressions;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Notifications.Views;

namespace MonitorWorker.Tests.Notifications;

/// <summary>The lists of values in templates/README.md are what an editor of templates relies on.</summary>
public sealed partial class TemplateReadmeTests
{
    /// <summary>What reports can use stands in sections of their own at the end.</summary>
    private static readonly string Readme = File.ReadAllText(Path.Combine(SomeSnapshot.TemplateFolder, "README.md")).Split("\n## Reports: ")[0];

    [Fact]
    public void Readme_lists_every_value_and_no_other()
    {
        var views = new Dictionary<string, Type>
        {
            ["mail"] = typeof(MailView),
            ["line"] = typeof(LineView),
            ["details"] = typeof(DetailsView),
            ["correction"] = typeof(CorrectionView),
            ["promise"] = typeof(PromiseView),
            ["heard"] = typeof(HeardView),
            ["answer"] = typeof(AnswerView),
            ["said"] = typeof(AnswerItemView),
            ["bar"] = typeof(BarView),
            ["ending"] = typeof(EndingView),
            ["note"] = typeof(NoteView),
            ["trouble"] = typeof(TroubleView),
            ["undelivered"] = typeof(UndeliveredView),
            ["letter"] = typeof(UndeliveredMailView),
            ["digest"] = typeof(DigestView),
            ["numbers"] = typeof(NumberOnlyView),
            ["numbered"] = typeof(NumberOnlyItemView),
            ["part"] = typeof(SectionView),
            ["tile"] = typeof(TileView),
            ["rule"] = typeof(RuleView),
            ["source"] = typeof(SourceView),
            ["figures"] = typeof(StatementsView),
            ["statement"] = typeof(StatementView),
            ["receipt"] = typeof(ReceiptView),
            ["table"] = typeof(ReceiptTableView),
            ["problem"] = typeof(ReceiptProblemView),
            ["change"] = typeof(ReceiptChangeView),
            ["missing"] = typeof(ReceiptMissingView),
            ["reminder"] = typeof(ReminderView),
            ["item"] = typeof(ReminderItemView),
            ["asked"] = typeof(ReminderLineView),
            ["goal"] = typeof(ReminderIndicatorView),
            ["task"] = typeof(TaskListView),
            ["entity"] = typeof(TaskEntityView),
            ["found"] = typeof(AlsoView),
            ["indicators"] = typeof(IndicatorsView),
            ["group"] = typeof(IndicatorGroupView),
            ["indicator"] = typeof(IndicatorView),
            ["sums"] = typeof(RollupsView),
            ["sum"] = typeof(RollupView),
            ["summary"] = typeof(SummaryView),
            ["standing"] = typeof(SumView),
            ["movement"] = typeof(MovementView),
            ["alert"] = typeof(OpenAlertView),
            ["silence"] = typeof(SilenceView),
            ["report"] = typeof(ReportView),
            ["matter"] = typeof(MatterView),
            ["file"] = typeof(ReportFileView),
            ["gap"] = typeof(ReportGapView),
        };
        var given = views.SelectMany(view => TemplateModel.Members(view.Value).Select(member => $"{view.Key}.{member.Name}"));
        var listed = RowPattern().Matches(Readme).Select(match => match.Groups[1].Value);

        Assert.Equal(given.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Readme_names_every_piece()
    {
        var pieces = Directory.EnumerateFiles(SomeSnapshot.TemplateFolder, "_*").Select(path => Path.GetFileName(path)!);

        Assert.All(pieces, piece => Assert.True(
            Readme.Contains($"`{piece}`", StringComparison.Ordinal) || Readme.Contains($"`{piece.Split('.')[0]}.*`", StringComparison.Ordinal),
            piece));
    }

    [Fact]
    public void Views_can_only_be_read()
    {
        Type[] views =
        [
            typeof(SummaryView), typeof(SumView), typeof(MovementView), typeof(OpenAlertView), typeof(SilenceView), typeof(MailView), typeof(LineView), typeof(BarView), typeof(DigestView), typeof(SectionView),
            typeof(TileView), typeof(RuleView), typeof(SourceView), typeof(EndingView), typeof(NoteView), typeof(TroubleView), typeof(UndeliveredView), typeof(UndeliveredMailView), typeof(StatementsView), typeof(StatementView), typeof(ReceiptView), typeof(ReminderView), typeof(ReminderItemView),
            typeof(ReminderLineView), typeof(ReminderIndicatorView), typeof(TaskListView), typeof(TaskEntityView), typeof(AlsoView), typeof(IndicatorsView), typeof(IndicatorGroupView), typeof(IndicatorView),
            typeof(RollupsView), typeof(RollupView), typeof(DetailsView), typeof(CorrectionView), typeof(PromiseView),
            typeof(ReportView), typeof(MatterView), typeof(ReportFileView), typeof(ReportGapView),
        ];

        Assert.DoesNotContain(views.SelectMany(view => view.GetProperties()), property => property.CanWrite);
    }

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
