namespace MonitorWorker.Hosting.Commands;

/// <summary><c>check-config</c>: every problem at once, and when all is well what was read.</summary>
internal static class CheckConfigVerb
{
    public static int Run(GlobalOptions global)
    {
        var folder = ConfigFolder.Find(global.ConfigFolder);
        var config = Session.LoadConfig(folder, null, strictTemplates: true);
        ConsoleOutput.WriteLine($"{folder}: good");
        ConsoleOutput.WriteLine($"  rule set {config.Rules.Name}, {config.Rules.Rules.Count} rules, in force from {config.Rules.EffectiveFrom:yyyy-MM-dd}");
        ConsoleOutput.WriteLine($"  mails: {config.Options.Mail.Delivery}, {config.Options.Mail.Mode}");
        if (config.Maps.Count > 0) ConsoleOutput.WriteLine($"  column maps: {string.Join("、", config.Maps.Select(map => map.Name))}");
        foreach (var source in config.Options.Sources)
            ConsoleOutput.WriteLine($"  source {source.Name}: {source.Provider}, at most {source.TimeoutSeconds} s and {source.MaxRows} rows");
        foreach (var schedule in ScheduleMapping.Map(config.Options))
            ConsoleOutput.WriteLine($"  {schedule.Name} ({schedule.Job}): {schedule.Cron.Describe}");
        var judged = ServiceComposition.Office(config.Options, config.Rules, config.Maps).JudgeAsOf(null, TimeProvider.System.GetUtcNow());
        if (config.RulesWarning(judged) is { } warning) ConsoleOutput.WriteError($"Warning: {warning}");
        return ExitCodes.Good;
    }
}
