using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>A book by entity, made once for the reports of all.</summary>
internal sealed class ReportIndex
{
    private readonly ILookup<string?, StatementVerdict> _statements;
    private readonly Dictionary<string, HashSet<string>> _entitiesOf = [];

    public ReportIndex(ReportBook book)
    {
        Now = new JudgementIndex(book.Now);
        LastPeriod = book.LastPeriod is { } before ? new JudgementIndex(before) : null;
        LastYear = book.LastYear is { } earlier ? new JudgementIndex(earlier) : null;
        Goals = book.Now.Goals.ToLookup(goals => goals.Goals.Key.EntityCode);
        Alerts = book.Alerts.DistinctBy(alert => alert.Key).ToDictionary(alert => alert.Key);
        _statements = book.Now.Statements.ToLookup(verdict => verdict.EntityCode);
        foreach (var line in book.Now.Positions)
        {
            foreach (var file in FilesOf(line))
            {
                if (!_entitiesOf.TryGetValue(file, out var entities)) _entitiesOf[file] = entities = [];
                entities.Add(line.Position.Key.EntityCode);
            }
        }
    }

    public JudgementIndex Now { get; }

    public JudgementIndex? LastPeriod { get; }

    public JudgementIndex? LastYear { get; }

    /// <summary>By entity.</summary>
    public ILookup<string, JudgedGoals> Goals { get; }

    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, ReportAlert> Alerts { get; }

    /// <summary>True where a file speaks of that entity alone; of a file that no line comes from, where the office has no other.</summary>
    public bool IsOwn(string file, string entity) => _entitiesOf.TryGetValue(file, out var entities) ? entities.Count == 1 && entities.Contains(entity) : Now.ByEntity.Count == 1;

    /// <summary>What an entity stated; of what names nobody, such as the total rows of sheets, what stands in its own files.</summary>
    public IReadOnlyList<StatementVerdict> StatementsOf(string entity) =>
        [.. _statements[entity], .. _statements[null].Where(verdict => IsOwn(verdict.Finding.Source.File, entity))];

    /// <summary>Names of the files that a part of the book comes from.</summary>
    public static IReadOnlySet<string> FilesOf(IEnumerable<JudgedPosition> lines, IEnumerable<JudgedGoals> goals, IEnumerable<StatementVerdict> statements) => lines.SelectMany(FilesOf)
        .Concat(goals.SelectMany(project => project.Goals.Indicators).SelectMany(indicator => new[] { indicator.Indicator.Source.File, indicator.Reading?.Source.File }.OfType<string>()))
        .Concat(statements.Select(verdict => verdict.Finding.Source.File))
        .ToHashSet();

    private static IEnumerable<string> FilesOf(JudgedPosition line) =>
        line.Position.Evidence.Select(evidence => evidence.Source.File).Concat(line.Position.Lines.Select(row => row.Source.File));
}

/// <summary>What was judged as of a day, by entity.</summary>
internal sealed class JudgementIndex(Judgement judgement)
{
    public Judgement Judgement => judgement;

    public ILookup<string, JudgedPosition> ByEntity { get; } = judgement.Positions.ToLookup(line => line.Position.Key.EntityCode);
}
