namespace MonitorWorker.Reports.Views;

/// <summary>The names that the template of a document can use, by query. All figures are texts as they are printed.</summary>
public static class ReportModel
{
    /// <summary>One entity.</summary>
    /// <param name="title">Of the report, e.g. 部门事中绩效监控报告.</param>
    /// <exception cref="ReportPartException">The book holds no budget of it.</exception>
    public static IReadOnlyDictionary<string, object> OfEntity(ReportBook book, string entityCode, string title) => Of(ReportSubject.OfEntity(book, entityCode), title);

    /// <summary>One project: the same names, each of the project alone, and <c>project</c>.</summary>
    /// <exception cref="ReportPartException">The book holds no budget of it.</exception>
    public static IReadOnlyDictionary<string, object> OfProject(ReportBook book, string entityCode, string projectCode, string title)
    {
        var subject = ReportSubject.OfProject(book, entityCode, projectCode);
        return new Dictionary<string, object>(Of(subject, title)) { ["project"] = new ProjectView(subject, subject.Lines) };
    }

    /// <summary>All entities.</summary>
    /// <exception cref="ReportPartException">The book holds no budget at all.</exception>
    public static IReadOnlyDictionary<string, object> OfOffice(ReportBook book, string title)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (book.Now.Positions.Count == 0) throw new ReportPartException("还没有任何预算，不能编报告");
        return new Dictionary<string, object>
        {
            ["report"] = new ReportHeadView(book, book.Now.Positions, OfficeView.PeriodOf(book.Now), title),
            ["office"] = new OfficeView(book),
            ["sources"] = book.Sources.Select(source => new SourceFileView(source)).ToList(),
        };
    }

    private static Dictionary<string, object> Of(ReportSubject subject, string title) => new()
    {
        ["report"] = new ReportHeadView(subject.Book, subject.Lines, subject.Period, title),
        ["entity"] = new EntityView(subject),
        ["budget"] = new BudgetView(subject),
        ["goals"] = new GoalsView(subject),
        ["outlook"] = new FundOutlookView(subject),
        ["deviations"] = new DeviationsView(subject),
        ["comparison"] = new ComparisonView(subject),
        ["gaps"] = new GapsView(subject),
        ["checked"] = new CheckedView(subject),
        ["lines"] = subject.Lines.Select(line => new LineRowView(line, subject.UsualLag)).ToList(),
        ["sources"] = subject.Book.Sources.Where(source => subject.Files.Contains(source.File)).Select(source => new SourceFileView(source)).ToList(),
    };
}
