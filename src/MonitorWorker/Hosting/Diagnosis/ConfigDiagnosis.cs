namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>Configuration, rules and templates, as strictly as <c>check-config</c>.</summary>
internal sealed class ConfigDiagnosis : IDiagnosis
{
    private const int Most = 5;

    public string Name => "配置和模板";

    public TimeSpan Patience => TimeSpan.FromSeconds(30);

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var found = new List<Diagnosed>();
        // What only check-config refuses lets the service start, and mails go out in plain words.
        var weight = patient.Config is null ? Verdict.Bad : Verdict.Warning;
        var problems = patient.Config is null ? patient.ConfigProblems : Patient.Load(patient.ConfigFolder, strict: true).Problems;
        found.AddRange(problems.Take(Most).Select(problem => new Diagnosed(Name, weight, problem, "改正后用 check-config 核对")));
        if (problems.Count > Most) found.Add(new Diagnosed(Name, weight, $"另有{problems.Count - Most}个问题", "用 check-config 全部列出"));
        found.AddRange((patient.Config?.Warnings ?? []).Take(Most).Select(worth => Diagnosed.Warn(Name, worth.ToString(), "按提示核对，不影响运行")));
        if (found.Count == 0) found.Add(Diagnosed.Good(Name, $"没有问题；{(patient.Options.Mail.Mode == "rehearsal" ? "演练" : "正式运行")}"));
        return Task.FromResult<IReadOnlyList<Diagnosed>>(found);
    }
}
