using System.Security.Cryptography;
using System.Text;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>The projects of which not everything may leave the store, by the facts of a day, and these facts without them.</summary>
public sealed class WithheldProjects
{
    private readonly Dictionary<(string Entity, string Project), Disclosure> _levels = [];
    private readonly Dictionary<string, Disclosure> _codes = [];
    private readonly List<BudgetLine> _lines = [];
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<(string File, string Sheet)> _sheets = [];

    /// <summary>The newest budget year in which a project stands decides about it; its former code goes with it.</summary>
    /// <param name="asked">Levels that rows asked for which were not taken over; a line that was read later knows better.</param>
    public WithheldProjects(IReadOnlyList<BudgetLine> lines, DisclosurePolicy policy, IReadOnlyList<(long Batch, string Project, Disclosure Level)>? asked = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(policy);
        if (asked is { Count: > 0 })
        {
            var read = lines.GroupBy(line => line.ProjectCode).ToDictionary(project => project.Key, project => project.Max(line => line.Batch));
            foreach (var (_, project, level) in asked.Where(row => row.Batch >= read.GetValueOrDefault(row.Project)))
            {
                Add("", project, level);
                _asked.Add(project);
            }
        }

        if (!policy.LimitsProjects && !lines.Any(line => line.Disclosure != Disclosure.Full)) return;

        foreach (var project in lines.GroupBy(line => (line.EntityCode, line.ProjectCode)))
        {
            var newest = project.Max(line => line.FiscalYear);
            var inForce = project.Where(line => line.FiscalYear == newest)
                .GroupBy(line => line.Fund)
                .SelectMany(fund => fund.Where(line => line.Batch == fund.Max(other => other.Batch)))
                .ToList();
            var level = policy.Strictest(inForce);
            if (level == Disclosure.Full) continue;
            _lines.AddRange(inForce);
            Add(project.Key.EntityCode, project.Key.ProjectCode, level);
            foreach (var former in inForce.Select(line => line.FormerProjectCode).OfType<string>()) Add(project.Key.EntityCode, former, level);
        }
    }

    /// <summary>The same, knowing which sheets of these facts hold a withheld project.</summary>
    public WithheldProjects Over(BudgetFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (IsEmpty) return this;
        var over = new WithheldProjects(this);
        foreach (var source in SourcesIn(facts)) over._sheets.Add((source.File, source.Sheet));
        return over;
    }

    private WithheldProjects(WithheldProjects other) => (_levels, _codes, _lines, _asked) = (other._levels, other._codes, other._lines, other._asked);

    private WithheldProjects()
    {
    }

    /// <summary>Where everything may leave.</summary>
    public static WithheldProjects None { get; } = new();

    /// <summary>Nothing is withheld.</summary>
    public bool IsEmpty => _levels.Count == 0;

    /// <summary>Stands for which projects are withheld how far, and tells nobody which; empty where none is.</summary>
    public string Fingerprint => _fingerprint ??= IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', _levels.OrderBy(level => level.Key).Select(level => $"{level.Key.Entity}/{level.Key.Project}/{level.Value}")))))[..12];

    private string? _fingerprint;

    /// <summary>How many projects.</summary>
    public int Count => _lines.Select(line => (line.EntityCode, line.ProjectCode)).Distinct().Count();

    /// <summary>What may be said of a project.</summary>
    /// <param name="entityCode">Null where that is not known: then the strictest of that code.</param>
    public Disclosure Of(string? entityCode, string projectCode) =>
        string.IsNullOrEmpty(entityCode) ? _codes.GetValueOrDefault(projectCode) : Disclosures.Stricter(_levels.GetValueOrDefault((entityCode, projectCode)), _levels.GetValueOrDefault(("", projectCode)));

    /// <summary>How many of them stand in some rows of 预算, by entity.</summary>
    public IReadOnlyDictionary<string, int> CountByEntity(IEnumerable<BudgetLine> lines) => lines
        .Where(line => Of(line.EntityCode, line.ProjectCode) != Disclosure.Full)
        .DistinctBy(line => (line.EntityCode, line.ProjectCode))
        .CountBy(line => line.EntityCode)
        .ToDictionary();

    /// <summary>True where a stated figure or total is also of a project that is withheld, so that its difference would tell of it.</summary>
    public bool Touch(StatementVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return !IsEmpty && (verdict.Finding.Subject is SheetTotalKey ? _sheets.Contains((verdict.Finding.Source.File, verdict.Finding.Source.Sheet)) : Touch(verdict.Compared.Scope));
    }

    /// <summary>The same of a scope (口径); one that cannot be read is of all.</summary>
    public bool TouchScope(string scope) => !IsEmpty && Touch(scope);

    /// <summary>The same of one that was frozen. Total rows were looked at when they were judged: their sheet is not known any more.</summary>
    public bool Touch(StatementSnapshot statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return !IsEmpty && BudgetScope.Parse(statement.Scope, out _) is not null && Touch(statement.Scope);
    }

    /// <summary>True where a text names a withheld project by its name or its code.</summary>
    public bool AreNamedIn(string? text) => !IsEmpty && !string.IsNullOrEmpty(text) && (_lines.Exists(line => IsIn(line.ProjectName, text) || IsIn(line.ProjectCode, text)) || _asked.Any(code => IsIn(code, text)));

    /// <summary>
    /// The facts without what they say of withheld projects, so that whatever is made of them, sums and comparisons too, holds nothing of these. Figures that were stated
    /// of a scope with such a project in it are left out, and total rows of sheets that hold one.
    /// </summary>
    public BudgetFacts Without(BudgetFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (IsEmpty) return facts;
        var sheets = SourcesIn(facts).Select(source => (source.File, source.Sheet)).ToHashSet();
        return facts with
        {
            Lines = Open(facts.Lines, Line),
            Adjustments = Open(facts.Adjustments, fact => (fact.EntityCode, fact.ProjectCode)),
            Executions = Open(facts.Executions, fact => (fact.EntityCode, fact.ProjectCode)),
            StatedOutturns = Open(facts.StatedOutturns, fact => (fact.EntityCode, fact.ProjectCode)),
            PlanPoints = Open(facts.PlanPoints, fact => (fact.EntityCode, fact.ProjectCode)),
            Indicators = Open(facts.Indicators, fact => (fact.EntityCode, fact.ProjectCode)),
            IndicatorReadings = Open(facts.IndicatorReadings, fact => (fact.EntityCode, fact.ProjectCode)),
            LastYear = Open(facts.LastYear, fact => (fact.EntityCode, fact.ProjectCode)),
            StatedFigures = [.. facts.StatedFigures.Where(figure => !Touch(figure.Scope))],
            SheetTotals = [.. facts.SheetTotals.Where(total => !sheets.Contains((total.Source.File, total.Source.Sheet)))],
        };
    }

    /// <summary>A code is no part of a longer one.</summary>
    private static bool IsIn(string word, string text)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0 && word.Length > 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            var isPart = (at > 0 && char.IsAsciiLetterOrDigit(word[0]) && char.IsAsciiLetterOrDigit(text[at - 1]))
                || (end < text.Length && char.IsAsciiLetterOrDigit(word[^1]) && char.IsAsciiLetterOrDigit(text[end]));
            if (!isPart) return true;
        }

        return false;
    }

    private static (string? Entity, string Project) Line(BudgetLine line) => (line.EntityCode, line.ProjectCode);

    private bool Touch(string scope) => BudgetScope.Parse(scope, out _) is not { } parsed || _lines.Exists(line => parsed.Holds(line) != false) || _asked.Any(code => IsIn(code, scope));

    private IEnumerable<SourceRef> SourcesIn(BudgetFacts facts) => Hidden(facts.Lines, Line, fact => fact.Source)
        .Concat(Hidden(facts.Adjustments, fact => (fact.EntityCode, fact.ProjectCode), fact => fact.Source))
        .Concat(Hidden(facts.Executions, fact => (fact.EntityCode, fact.ProjectCode), fact => fact.Source))
        .Concat(Hidden(facts.StatedOutturns, fact => (fact.EntityCode, fact.ProjectCode), fact => fact.Source))
        .Concat(Hidden(facts.PlanPoints, fact => (fact.EntityCode, fact.ProjectCode), fact => fact.Source));

    private List<T> Open<T>(IEnumerable<T> facts, Func<T, (string? Entity, string Project)> line) =>
        [.. facts.Where(fact => line(fact) is var (entity, project) && Of(entity, project) == Disclosure.Full)];

    private IEnumerable<SourceRef> Hidden<T>(IEnumerable<T> facts, Func<T, (string? Entity, string Project)> line, Func<T, SourceRef> source) =>
        facts.Where(fact => line(fact) is var (entity, project) && Of(entity, project) != Disclosure.Full).Select(source);

    private void Add(string entityCode, string projectCode, Disclosure level)
    {
        _levels[(entityCode, projectCode)] = Disclosures.Stricter(level, _levels.GetValueOrDefault((entityCode, projectCode)));
        _codes[projectCode] = Disclosures.Stricter(level, _codes.GetValueOrDefault(projectCode));
    }
}
