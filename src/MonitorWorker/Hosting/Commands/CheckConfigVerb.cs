using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>check-config</c>: every problem at once, and when all is well what was read.</summary>
internal static class CheckConfigVerb
{
    public static int Run(GlobalOptions global)
    {
        var folder = ConfigFolder.Find(global.ConfigFolder);
        var config = Session.LoadConfig(folder, null, strictTemplates: true);
        ConsoleOutput.WriteLine($"{folder}: good");
        foreach (var rules in config.Rules.Others.Prepend(config.Rules.Usual))
        {
            ConsoleOutput.WriteLine(
                $"  rule set {rules.Name}, {rules.RuleIds.Count} rules, in force from {rules.EffectiveFrom:yyyy-MM-dd}" + (rules.Scope is { } scope ? $", for {scope}" : ""));
        }

        var unused = RuleSetReader.Names(config.Options.Rules.Folder).Except(config.Rules.Others.Select(rules => rules.Name).Append(config.Rules.Usual.Name)).ToList();
        if (unused.Count > 0) ConsoleOutput.WriteLine($"  rule sets that judge only when asked for (--rule-set): {string.Join(", ", unused)}");
        ConsoleOutput.WriteLine($"  mails: {config.Options.Mail.Delivery}, {config.Options.Mail.Mode}");
        if (config.Options.Mail.AllowedDomains.Count > 0) ConsoleOutput.WriteLine($"  mails go to these domains alone: {string.Join(", ", config.Options.Mail.AllowedDomains)}");
        var office = ServiceComposition.Office(config.Options, config.Rules, config.Maps);
        ConsoleOutput.WriteLine($"  {Mailbox(config.Options.Mailbox, office)}");
        foreach (var line in RoutingWords.Of(RouteMapping.Map(config.Options))) ConsoleOutput.WriteLine($"  {line}");
        foreach (var report in ReportMapping.Map(config.Options))
            ConsoleOutput.WriteLine($"  report {report.Name} {report.Title}: {string.Join(", ", report.Parts.Select(part => $"{part.TemplateName()} ({part.Query.Name()})"))} → {string.Join("、", report.To.Select(role => role.Name()))}");
        if (config.Maps.Count > 0) ConsoleOutput.WriteLine($"  column maps: {string.Join("、", config.Maps.Select(map => map.Name))}");
        foreach (var source in config.Options.Sources)
            ConsoleOutput.WriteLine($"  source {source.Name}: {source.Provider}, at most {source.TimeoutSeconds} s and {source.MaxRows} rows");
        ConsoleOutput.WriteLine($"  {CalendarWords.Known(config.Workdays)}");
        var schedules = ScheduleMapping.Map(config.Options, config.Workdays);
        foreach (var schedule in schedules) ConsoleOutput.WriteLine($"  {schedule.Name} ({schedule.Job}{(schedule.Report is { } made ? $" {made}" : "")}): {schedule.Describe}");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var schedule in schedules.Where(schedule => schedule.NextAfter(now) is null))
            ConsoleOutput.WriteError($"Warning: {schedule.Name} comes on no working day of the next twelve years and never fires");
        if (CalendarWords.Missing(config.Workdays, office.Today(now), schedules) is { } missing) ConsoleOutput.WriteError($"Warning: {missing}");
        foreach (var worth in config.Warnings) ConsoleOutput.WriteError($"Warning: {worth}");
        if (!config.Reports.Value.HasOwnLook)
            ConsoleOutput.WriteError($"Warning: templates.folder has no reports/{Reports.Templates.ReportCatalog.Look}; documents are made with the built-in look");
        var judged = office.JudgeAsOf(null, now);
        if (config.RulesWarning(judged) is { } warning) ConsoleOutput.WriteError($"Warning: {warning}");
        return ExitCodes.Good;
    }

    /// <summary>Where replies are read, and how often; whether it can be reached is <c>mail fetch</c>'s to say.</summary>
    internal static string Mailbox(MailboxOptions mailbox, OfficeSettings office)
    {
        if (office.Mailbox is not { } name) return "mailbox: none, people read the replies";
        var security = mailbox.EffectiveProtocol == "folder" ? "" : $", {mailbox.Security}";
        var idle = mailbox.Idle ? ", and waited for (idle)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"mailbox: {name}{security}; looked into each {mailbox.PollMinutes} min{idle}");
    }
}
