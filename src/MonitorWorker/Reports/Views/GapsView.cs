using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>All that is missing, from whom and since when: no data is not good news.</summary>
internal sealed class GapsView
{
    public GapsView(ReportSubject subject)
    {
        var missing = subject.Lines.Where(line => line.Position.Executed is null && line.Position.HasMoney).ToList();
        Figures = [.. missing.Select(line => new MissingFigureView(subject, line))];
        var money = Money.Sum(missing.Where(line => !line.Position.HasTwoOriginals).Select(line => line.Position.Revised));
        var whole = Money.Sum(subject.Lines.Where(line => !line.Position.HasTwoOriginals).Select(line => line.Position.Revised));
        (FiguresRevised, FiguresShare) = (Print.Amount(money), Print.Share(money, whole));
        var stated = missing.Select(line => line.Position.StatedOutturn).OfType<Money>().ToList();
        (FiguresStatedCount, FiguresStated) = (Print.CountIfAny(stated.Count), stated.Count > 0 ? Print.Amount(Money.Sum(stated)) : null);
        Readings = [.. subject.Goals.SelectMany(goals => goals.Goals.Indicators.Where(indicator => indicator.Missing)
            .Select(indicator => new MissingReadingView(goals.Goals.ProjectName, goals.Goals.Section, new IndicatorRowView(indicator, goals.Limits))))];
        Cannot = [.. subject.Lines.Where(line => line.Position.CannotJudge is not null && line.Position.HasMoney).Select(line => ProjectKey.Of(line.Position)).Distinct().Select(subject.Project)];
        var unstated = subject.Lines.Where(line => line.Position.StatedOutturn is null && line.Position.HasMoney).ToList();
        OutturnsCount = Print.CountIfAny(unstated.Count);
        Outturns = [.. unstated
            .GroupBy(line => ProjectKey.Of(line.Position))
            .Select(project => Print.Name(project.First().Position.ProjectName)).OfType<string>()];
        StaleSince = subject.Lines.Any(line => line.Breaches.Any(finding => finding.Rule == "stale-data")) ? Print.Months.Day(subject.Period?.LastDay) : null;
        Texts = [.. (subject.ProjectCode is null ? EntityView.Texts : [])
            .Where(name => subject.Book.Texts.Of(subject.EntityCode, name) is null)
            .Concat(subject.Projects.Where(project => project.Purpose is null).Select(project => Print.Name(project.TextName)!))];
        Refused = [.. subject.Book.Refused.Where(refused => subject.Files.Contains(refused.File) || subject.IsOwn(refused.File)).Select(refused => new RefusedView(refused.File, refused.Rows))];
        Unmatched = [.. subject.Book.Now.Unmatched
            .Where(fact => subject.IsOwn(fact.Source.File) && (subject.ProjectCode is null || fact.ProjectCode == subject.ProjectCode))
            .Select(fact => new UnmatchedView(fact))];
    }

    /// <summary>Lines without an execution figure of the months that the entity has reported.</summary>
    public IReadOnlyList<MissingFigureView> Figures { get; }

    public string? FiguresCount => Print.CountIfAny(Figures.Count);

    /// <summary>调整后预算数 of these lines.</summary>
    public string FiguresRevised { get; }

    /// <summary>The same in percent of all.</summary>
    public string? FiguresShare { get; }

    /// <summary>Number of these lines for which an outturn is stated all the same; null where none is.</summary>
    public string? FiguresStatedCount { get; }

    /// <summary>That outturn; null as <see cref="FiguresStatedCount"/>.</summary>
    public string? FiguresStated { get; }

    /// <summary>Indicators without a value.</summary>
    public IReadOnlyList<MissingReadingView> Readings { get; }

    public string? ReadingsCount => Print.CountIfAny(Readings.Count);

    /// <summary>Projects on whose money no verdict is possible, whatever is reported.</summary>
    public IReadOnlyList<ProjectView> Cannot { get; }

    /// <summary>Names of projects without 全年预计执行数.</summary>
    public IReadOnlyList<string> Outturns { get; }

    /// <summary>Number of their lines without it; null where each has one.</summary>
    public string? OutturnsCount { get; }

    /// <summary>End of the latest month that was reported, where that is too long ago; null where it is not.</summary>
    public string? StaleSince { get; }

    /// <summary>Texts of the office that are not there, by the names of their files.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Files with refused rows.</summary>
    public IReadOnlyList<RefusedView> Refused { get; }

    /// <summary>Rows that belong to no budget line or no indicator.</summary>
    public IReadOnlyList<UnmatchedView> Unmatched { get; }

    /// <summary>True where nothing of all that is missing.</summary>
    public bool AreNone => Figures.Count + Readings.Count + Cannot.Count + Outturns.Count + Texts.Count + Refused.Count + Unmatched.Count == 0 && StaleSince is null;
}

/// <summary>A line without an execution figure.</summary>
internal sealed class MissingFigureView(ReportSubject subject, JudgedPosition line)
{
    private readonly FindingView? _finding = line.Breaches.FirstOrDefault(finding => finding.Rule == "missing-data") is { } finding ? new FindingView(subject, finding) : null;

    public string? Code => Print.Name(line.Position.Key.ProjectCode);

    public string? Name => Print.Name(line.Position.ProjectName);

    /// <summary>责任股室; null where the budget names none.</summary>
    public string? Section => Print.Name(line.Position.Section, 60);

    /// <summary>调整后预算数; null where the original budget was given twice.</summary>
    public string? Revised => line.Position.HasTwoOriginals ? null : Print.Amount(line.Position.Revised);

    /// <summary>Latest month that was reported; null where there is none this year.</summary>
    public string? LastKnownMonth => Print.Months.Month(line.Position.LastKnown?.Month.ToString());

    public string? LastKnownExecuted => Print.Amount(line.Position.LastKnown?.Cumulative);

    /// <summary>First day of the alert about it; null where none was opened yet.</summary>
    public string? Since => _finding?.Since;

    /// <summary>预警编号; null where no alert was opened yet.</summary>
    public string? Number => _finding?.Number;
}

/// <summary>An indicator without a value.</summary>
internal sealed class MissingReadingView(string project, string? section, IndicatorRowView indicator)
{
    public string? Project => Print.Name(project);

    /// <summary>责任股室; null where the budget names none.</summary>
    public string? Section => Print.Name(section, 60);

    public IndicatorRowView Indicator => indicator;
}

/// <summary>A file with refused rows that nobody has mended.</summary>
internal sealed class RefusedView(string file, int rows)
{
    public string? File => Print.Name(file);

    public string Rows => Print.Count(rows);
}

/// <summary>A row that belongs to no budget line or no indicator, so that nothing counts it.</summary>
internal sealed class UnmatchedView(UnmatchedFact fact)
{
    /// <summary>执行, 绩效指标 …</summary>
    public string Table => fact.Table;

    /// <summary>Project that it names; null where it names none.</summary>
    public string? Project => Print.Name(fact.ProjectCode);

    public string? Reason => Print.Name(fact.Reason, 200);

    public string? File => Print.Name(fact.Source.File);

    public string? Sheet => Print.Name(fact.Source.Sheet, 40);

    public string Row => Print.Count(fact.Source.Row);
}
