using System.CommandLine;
using System.Globalization;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What the verbs about alerts are called with.</summary>
internal static class AlertCommands
{
    private static readonly Option<string> _by = Word("--by", "Who says it: a name or an address of the address book.");

    private static readonly Option<string> _reason = Word("--reason", "Why; stands in every digest until the end.");

    private static readonly Option<string?> _mail = new("--mail") { Description = "Where the author is told before the end. Default: the address book's." };

    public static IEnumerable<Command> All()
    {
        yield return Alerts();
        yield return Acknowledge();
        yield return Answer();
        yield return Silence();
    }

    private static Command Alerts()
    {
        var project = new Option<string?>("--project") { Description = "Only of this 项目编码." };
        var rule = new Option<string?>("--rule") { Description = "Only of this rule id." };
        var all = new Option<bool>("--all") { Description = "Also what is put right." };
        var which = new Argument<string>("KEY|NUMBER") { Description = "e.g. YJ-2024-0007." };
        return new Command("alerts", "Alerts: how they stand, and the story of one.")
        {
            Verbs.Verb(
                "list",
                "List the open alerts.",
                [project, rule, all, Verbs.Output],
                (global, parsed, stop) => AlertsVerb.ListAsync(
                    global, new AlertsVerb.Filter(parsed.GetValue(project), parsed.GetValue(rule), parsed.GetValue(all)), Verbs.IsJson(parsed), stop)),
            Verbs.Verb(
                "show",
                "Tell the story of an alert: each check, mail, reminder, answer and promise.",
                [which, Verbs.Output],
                (global, parsed, stop) => AlertsVerb.ShowAsync(global, parsed.GetValue(which)!, Verbs.IsJson(parsed), stop)),
        };
    }

    private static Command Acknowledge()
    {
        var which = new Argument<string>("KEY|NUMBER") { Description = "e.g. YJ-2024-0007." };
        var until = Until("Last day without reminders.");
        return Verbs.Verb(
            "ack",
            "Take an alert on: no reminders and no escalation until a day, or until it gets worse.",
            [which, _by, _mail, _reason, until],
            (global, parsed, stop) => OverlayVerbs.AcknowledgeAsync(global, parsed.GetValue(which)!, Said(parsed), parsed.GetValue(until), stop));
    }

    private static Command Answer()
    {
        var which = new Argument<string>("KEY|NUMBER") { Description = "e.g. YJ-2024-0007." };
        var cause = Word("--cause", "偏差原因.");
        var measure = new Option<string?>("--measure") { Description = "整改措施." };
        var due = Verbs.DayOption("--due", "预计完成日期: no reminders until then (yyyy-MM-dd).");
        var rate = new Option<decimal?>("--rate")
        {
            Description = "Execution rate promised for that day, percent.",
            CustomParser = result =>
            {
                if (decimal.TryParse(result.Tokens[0].Value.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100) return percent;
                result.AddError($"--rate {result.Tokens[0].Value}: expected percent above 0 and up to 100, e.g. 60.");
                return null;
            },
        };
        var via = Word("--via", "How it was said: 电话, 当面, 微信 …");
        var clerk = new Option<string?>("--recorded-by") { Description = "Who writes it down. Default: the account that runs this." };
        return new Command("answer", "What people say of an alert by another way than mail.")
        {
            Verbs.Verb(
                "add",
                "Write down what the person responsible says of an alert, e.g. on the telephone, and confirm it to the person by mail.",
                [which, _by, via, cause, measure, due, rate, clerk],
                (global, parsed, stop) => OverlayVerbs.AnswerAsync(
                    global,
                    parsed.GetValue(which)!,
                    new Jobs.Incoming.SpokenAnswer(
                        parsed.GetValue(_by)!,
                        parsed.GetValue(via)!,
                        parsed.GetValue(clerk) ?? Environment.UserName,
                        parsed.GetValue(cause)!,
                        parsed.GetValue(measure),
                        parsed.GetValue(due),
                        parsed.GetValue(rate)),
                    stop)),
        };
    }

    private static Command Silence()
    {
        var project = new Option<string?>("--project") { Description = "Of this 项目编码." };
        var entity = new Option<string?>("--entity") { Description = "Of this 单位编码." };
        var rule = new Option<string?>("--rule") { Description = "Of this rule id." };
        var level = new Option<string?>("--level") { Description = "Up to this level: yellow leaves red to be told." };
        level.AcceptOnlyFromAmong("blue", "grey", "yellow", "red");
        var alert = new Option<string?>("--alert") { Description = "Of this one alert: its key or number." };
        var from = Verbs.DayOption("--from", "First day (yyyy-MM-dd). Default: today.");
        var until = Until("Last day.");
        var waive = new Option<bool>("--waive") { Description = "Accept what is open now as it is; what gets worse, or is new, ends it." };
        var id = new Argument<long>("ID") { Description = "As silence list shows it." };
        var why = new Option<string?>("--reason") { Description = "Why it ends." };
        return new Command("silence", "What is not told for a while, by whose word, and until when.")
        {
            Verbs.Verb(
                "add",
                "Tell nobody of what matches, until a day.",
                [project, entity, rule, level, alert, from, until, waive, _by, _mail, _reason],
                (global, parsed, stop) => OverlayVerbs.AddAsync(
                    global,
                    new OverlayVerbs.NewSilence(
                        parsed.GetValue(project), parsed.GetValue(entity), parsed.GetValue(rule), parsed.GetValue(level), parsed.GetValue(alert), parsed.GetValue(from), parsed.GetValue(until), parsed.GetValue(waive)),
                    Said(parsed),
                    stop)),
            Verbs.Verb("list", "List all silences and waivers.", [Verbs.Output], (global, parsed, stop) => OverlayVerbs.ListAsync(global, Verbs.IsJson(parsed), stop)),
            Verbs.Verb(
                "expire",
                "End one now; what it held back is told by the next check.",
                [id, _by, why],
                (global, parsed, stop) => OverlayVerbs.ExpireAsync(global, parsed.GetValue(id), parsed.GetValue(_by)!, parsed.GetValue(why), stop)),
        };
    }

    /// <summary>What must be said and not left blank.</summary>
    private static Option<string> Word(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && string.IsNullOrWhiteSpace(result.Tokens[0].Value)) result.AddError($"{name} is blank. Expected: {description}");
        });
        return option;
    }

    private static OverlayVerbs.Said Said(ParseResult parsed) => new(parsed.GetValue(_by)!, parsed.GetValue(_mail), parsed.GetValue(_reason)!);

    private static Option<DateOnly> Until(string description) => new("--until")
    {
        Description = description + " (yyyy-MM-dd)",
        Required = true,
        CustomParser = result => Verbs.ParseDay(result, "--until") ?? default,
    };
}
