namespace MonitorWorker.Budgets;

/// <summary>Under which code of this year a project of last year goes on, by 原项目编码. A code that several claim, or that goes on by itself, is nobody else's.</summary>
internal sealed class Successors
{
    private readonly Dictionary<(string Entity, string Project), string> _byProject = [];
    private readonly Dictionary<string, string> _byCode = [];

    public Successors(IReadOnlyList<BudgetLine> lines)
    {
        var claims = lines.Where(line => line.FormerProjectCode is not null).Select(line => (line.EntityCode, line.ProjectCode, Former: line.FormerProjectCode!)).Distinct().ToList();
        if (claims.Count == 0) return;

        var own = lines.Where(line => line.FormerProjectCode is null).Select(line => (line.EntityCode, line.ProjectCode)).ToHashSet();
        foreach (var claim in claims.GroupBy(claim => (claim.EntityCode, claim.Former)).Where(claim => claim.Count() == 1 && !own.Contains(claim.Key)))
            _byProject[claim.Key] = claim.First().ProjectCode;
        foreach (var claim in claims.GroupBy(claim => claim.Former).Where(claim => claim.Count() == 1 && !own.Any(project => project.ProjectCode == claim.Key)))
            _byCode[claim.Key] = claim.First().ProjectCode;
    }

    /// <param name="entity">Null where it is not named.</param>
    /// <returns>The code itself where nothing else goes on with it.</returns>
    public string Of(string? entity, string code) =>
        (entity is null ? _byCode.GetValueOrDefault(code) : _byProject.GetValueOrDefault((entity, code)) ?? _byProject.GetValueOrDefault(("", code))) ?? code;
}
