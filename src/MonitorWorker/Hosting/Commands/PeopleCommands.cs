using System.CommandLine;
using MonitorWorker.Jobs.People;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What the verbs about people are called with.</summary>
internal static class PeopleCommands
{
    public static Command People()
    {
        var all = new Option<bool>("--all") { Description = "Also who has left." };
        return new Command("people", "Who is in office, what lies with whom, and handing it over.")
        {
            Verbs.Verb(
                "list",
                "List people with their offices, open alerts, promises and addresses from which mails came back.",
                [all, Verbs.Output],
                (global, parsed, stop) => PeopleVerb.ListAsync(global, parsed.GetValue(all), Verbs.IsJson(parsed), stop)),
            Handover(),
        };
    }

    private static Command Handover()
    {
        var file = new Argument<string?>("FILE") { Description = "List of hand-overs (.csv, .xlsx) with the columns 原责任人, 继任人, and 继任人姓名, 交接日期, 责任股室, 单位编码 as needed.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "Who hands over: an address or a name of the address book." };
        var to = new Option<string?>("--to") { Description = "Who takes over: an address or a name of the address book, or the address of somebody new." };
        var name = new Option<string?>("--name") { Description = "Name of somebody new." };
        var day = Verbs.DayOption("--on", "First day of the successor (yyyy-MM-dd). Default: today.");
        var section = new Option<string?>("--section") { Description = "Only the offices of this 责任股室." };
        var entity = new Option<string?>("--entity") { Description = "Only the offices of this 单位编码." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be handed over; change nothing, send nothing." };
        var by = new Option<string>("--by") { Description = "Who says it; stands in the audit's book.", Required = true };
        var command = Verbs.Verb(
            "handover",
            "Hand everything of one person over to another, or of all in a list: address book, open alerts, silences; both are told.",
            [file, from, to, name, day, section, entity, dryRun, by],
            (global, parsed, stop) => PeopleVerb.HandOverAsync(
                global,
                new PeopleVerb.Asked(
                    parsed.GetValue(file),
                    parsed.GetValue(from) is { } who && parsed.GetValue(to) is { } whom
                        ? new HandoverRequest(who, whom, parsed.GetValue(name), parsed.GetValue(day), parsed.GetValue(section), parsed.GetValue(entity))
                        : null,
                    parsed.GetValue(by)!,
                    parsed.GetValue(dryRun)),
                stop));
        command.Validators.Add(result =>
        {
            var isFile = result.GetValue(file) is not null;
            var named = new[] { result.GetValue(from), result.GetValue(to), result.GetValue(name), result.GetValue(section), result.GetValue(entity) };
            if (isFile && named.Any(value => value is not null)) result.AddError("Either FILE, or --from and --to with what goes with them.");
            else if (!isFile && (named[0] is null || named[1] is null)) result.AddError("Expected FILE, or --from and --to.");
        });
        return command;
    }
}
