using System.CommandLine;

namespace MonitorWorker.Hosting.Commands;

/// <summary>The verbs of the one program and what they are called with.</summary>
internal static class Verbs
{
    private static readonly Option<string?> _config = new("--config")
    {
        Description = "Config folder. Default: MONITORWORKER_CONFIG, else config here, else beside the program.",
        Recursive = true,
    };

    private static readonly Option<bool> _verbose = new("--verbose") { Description = "Log what is done, to standard error.", Recursive = true };

    internal static readonly Option<string> Output = OutputOption();

    /// <returns>The exit code of the contract.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync(Hint(parsed));
            return ExitCodes.BadUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    internal static ParseResult Parse(string[] args) => Build().Parse(args);

    /// <summary>Where the help is: of the verb that was understood, never of a word that is none.</summary>
    internal static string Hint(ParseResult parsed)
    {
        var words = new List<string> { "--help" };
        for (var understood = parsed.CommandResult; understood.Command is not RootCommand; understood = (System.CommandLine.Parsing.CommandResult)understood.Parent!)
            words.Insert(0, understood.Command.Name);
        return $"See: MonitorWorker {string.Join(' ', words)}";
    }

    private static RootCommand Build()
    {
        var root = new RootCommand("Watches budget execution, warns by mail. Without a verb: run.") { _config, _verbose };
        // The program's own version verb says it; the built-in option would say it twice.
        if (root.Options.FirstOrDefault(option => option is VersionOption) is { } version) root.Options.Remove(version);
        root.SetAction((parsed, stop) => Guard(() => RunVerb.RunAsync(Global(parsed), stop)));
        root.Add(Verb("run", "Run as a service: check at once, then by the schedules, until stopped.", [], (global, _, stop) => RunVerb.RunAsync(global, stop)));
        root.Add(Check());
        root.Add(Import());
        root.Add(Explain());
        root.Add(Report());
        root.Add(Plan());
        root.Add(InitCommand.Build());
        root.Add(Verb("check-config", "Report every problem of the configuration at once.", [], (global, _, _) => Task.FromResult(CheckConfigVerb.Run(global))));
        root.Add(Test());
        root.Add(Render());
        root.Add(Calendar());
        foreach (var command in AlertCommands.All()) root.Add(command);
        root.Add(PeopleCommands.People());
        root.Add(Tasks());
        root.Add(Outbox());
        root.Add(Mail());
        root.Add(Audit());
        root.Add(Verb("status", "Say whether the service is alive and all is well; exit code 0 only then.", [Output], (global, parsed, stop) => StatusVerb.RunAsync(global, IsJson(parsed), stop)));
        root.Add(WatchCommands.Watch());
        root.Add(WatchingCommands.Doctor());
        root.Add(ServiceCommands.Service());
        root.Add(Backup());
        root.Add(Restore());
        root.Add(Verb("version", "Print the version.", [], (_, _, _) => Task.FromResult(VersionVerb.Run())));
        return root;
    }

    private static Command Check()
    {
        var at = DayOption();
        var ruleSet = RuleSetOption();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would happen; leave inbox and database as they are, send nothing." };
        var noDeliver = new Option<bool>("--no-deliver") { Description = "Leave the mails in the outbox." };
        return Verb(
            "check",
            "Import what waits, judge, store, compose, deliver what is due for at most 30 s.",
            [at, ruleSet, dryRun, noDeliver, Output],
            (global, parsed, stop) => CheckVerb.RunAsync(
                global,
                new CheckVerb.Request(
                    parsed.GetValue(at), parsed.GetValue(ruleSet), parsed.GetValue(dryRun), !parsed.GetValue(noDeliver), IsJson(parsed)),
                stop));
    }

    private static Command Import()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files to read; without any, what waits in the inbox.", Arity = ArgumentArity.ZeroOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show how the files would be read; store nothing." };
        var import = Verb(
            "import",
            "Read files into the store; refused rows are named exactly.",
            [files, dryRun, Output],
            (global, parsed, stop) => ImportVerb.RunAsync(global, parsed.GetValue(files) ?? [], parsed.GetValue(dryRun), IsJson(parsed), stop));
        var which = new Argument<string>("ID|FILE") { Description = "Number of the import, or name of its file: then the latest." };
        import.Add(Verb("list", "List all imports and how they stand.", [Output], (global, parsed, stop) => ImportLedgerVerb.ListAsync(global, IsJson(parsed), stop)));
        import.Add(Verb(
            "release", "Put a held import in force.", [which], (global, parsed, stop) => ImportLedgerVerb.ReleaseAsync(global, parsed.GetValue(which)!, stop)));
        import.Add(Verb(
            "undo",
            "Take an import back, as long as no mail of it has left.",
            [which],
            (global, parsed, stop) => ImportLedgerVerb.UndoAsync(global, parsed.GetValue(which)!, stop)));
        return import;
    }

    private static Command Explain()
    {
        var project = new Argument<string>("PROJECT") { Description = "项目编码." };
        var at = DayOption();
        var ruleSet = RuleSetOption();
        return Verb(
            "explain",
            "Every figure, rule, threshold and source row behind a project's verdict.",
            [project, at, ruleSet],
            (global, parsed, stop) => ExplainVerb.RunAsync(global, parsed.GetValue(project)!, parsed.GetValue(at), parsed.GetValue(ruleSet), stop));
    }

    private static Command Report()
    {
        var name = new Argument<string?>("NAME") { Description = "in-year, form, management, or a report of the configuration; without one, all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var at = DayOption();
        var folder = new Option<string?>("--out") { Description = "Folder to write into; entities have a folder each where there are several. Default: out/NAME." };
        var entities = new Option<string[]>("--entity") { Description = "Only this 单位编码; may be given several times. Leaves out what is about all." };
        var force = new Option<bool>("--force") { Description = "Write over files that are there." };
        return Verb(
            "report",
            "Make a report's files without sending.",
            [name, at, folder, entities, force, Output],
            (global, parsed, stop) => ReportVerb.RunAsync(
                global,
                new ReportVerb.Request(
                    parsed.GetValue(name), parsed.GetValue(at), parsed.GetValue(folder), parsed.GetValue(entities) ?? [], parsed.GetValue(force), IsJson(parsed)),
                stop));
    }

    private static Command Plan()
    {
        var days = new Option<int>("--days") { Description = $"How many days, 1 to {PlanVerb.MostDays}.", DefaultValueFactory = _ => 14 };
        days.Validators.Add(result => CheckNumber(result, "--days", PlanVerb.MostDays));
        var against = new Option<string?>("--against") { Description = "Another config folder: print only what it would do otherwise on the same data." };
        return Verb(
            "plan",
            "Which schedule fires when, and who would get what if the data stay as they are. Sends and changes nothing.",
            [days, against, Output],
            (global, parsed, stop) => PlanVerb.RunAsync(global, parsed.GetValue(days), parsed.GetValue(against), IsJson(parsed), stop));
    }

    private static Command Test()
    {
        var files = new Argument<string[]>("FILE") { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var ruleSet = new Option<string?>("--rule-set") { Description = "Judge all scenarios by this rule set, whatever they name." };
        var routeFiles = new Argument<string[]>("FILE") { Description = "Files of routing cases, or folders of them.", Arity = ArgumentArity.OneOrMore };
        return new Command("test", "Rules and routes tested as data.")
        {
            Verb(
                "routes",
                "Say who would be told, and print the first difference of each row that expects somebody else.",
                [routeFiles, Output],
                (global, parsed, stop) => TestRoutesVerb.RunAsync(global, parsed.GetValue(routeFiles)!, IsJson(parsed), stop)),
            Verb(
                "rules",
                "Run scenario files and print the first difference of each scenario.",
                [files, ruleSet, Output],
                (global, parsed, _) => Task.FromResult(TestRulesVerb.Run(global, parsed.GetValue(files)!, parsed.GetValue(ruleSet), IsJson(parsed)))),
        };
    }

    private static Command Render()
    {
        var template = new Argument<string?>("TEMPLATE") { Description = "Kind of mail: warning, digest, …; --list names them. Or the document of a report: in-year.md.", Arity = ArgumentArity.ZeroOrOne };
        var sample = new Option<string?>("--case") { Description = "Which sample of it; default: the first. --list names them." };
        var live = new Option<string?>("--live") { Description = "The newest mail of this kind, or about this alert (YJ-2024-0007), written anew from what the database holds.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--out") { Description = "File to write, e.g. warning.html to be opened in a browser; an older one is replaced." };
        var form = new Option<string?>("--form") { Description = "html, text or subject. Default: text, or what the name of the file says." };
        form.AcceptOnlyFromAmong([.. RenderVerb.Forms]);
        var list = new Option<bool>("--list") { Description = "List the kinds of mail and their samples." };
        var entity = new Option<string?>("--entity") { Description = "Of the document of a report: 单位编码; default: the first." };
        return Verb(
            "render",
            "Show a mail, or the text of a report's document, as its template writes it, on sample or live data.",
            [template, sample, live, file, form, entity, list],
            (global, parsed, stop) => RenderVerb.RunAsync(
                global,
                new RenderVerb.Request(
                    parsed.GetValue(template), parsed.GetValue(sample), parsed.GetResult(live) is not null, parsed.GetValue(live), parsed.GetValue(file), parsed.GetValue(form), parsed.GetValue(list))
                { Entity = parsed.GetValue(entity) },
                stop));
    }

    private static Command Calendar()
    {
        var files = new Argument<string[]>("FILE") { Description = "Calendar files; without any, those of calendar.folder.", Arity = ArgumentArity.ZeroOrMore };
        var year = new Option<int?>("--year") { Description = "Default: this year." };
        return new Command("calendar", "Working days: holidays and make-up days.")
        {
            Verb("check", "Check calendar files and count the working days of each month.", [files], (global, parsed, _) => Task.FromResult(CalendarVerb.Check(global, parsed.GetValue(files) ?? []))),
            Verb("list", "List the days off and the make-up working days of a year.", [year], (global, parsed, _) => Task.FromResult(CalendarVerb.List(global, parsed.GetValue(year)))),
        };
    }

    private static Command Tasks()
    {
        var at = DayOption();
        return new Command("tasks", "Monitoring tasks: who has to report what until when.")
        {
            Verb("list", "List all tasks, how far their reports have come, and when they are told next.", [at, Output], (global, parsed, stop) => TasksVerb.ListAsync(global, parsed.GetValue(at), IsJson(parsed), stop)),
        };
    }

    private static Command Outbox()
    {
        var states = new Option<string[]>("--state") { Description = "Only mails in this state; may be given several times.", AllowMultipleArgumentsPerToken = true };
        states.AcceptOnlyFromAmong(OutboxVerb.States);
        var some = new Argument<long[]>("ID") { Description = "Numbers of outbox list.", Arity = ArgumentArity.ZeroOrMore };
        var dead = new Option<bool>("--dead") { Description = "All that were given up or came back." };
        var deferred = new Option<bool>("--all-deferred") { Description = "All that wait for a later try." };
        var these = new Argument<long[]>("ID") { Description = "Numbers of outbox list.", Arity = ArgumentArity.OneOrMore };
        var by = new Option<string>("--by") { Description = "Who says it.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; stands in the list and in the audit's book.", Required = true };
        return new Command("outbox", "Mails and what became of them.")
        {
            Verb("list", "List mails.", [states, Output], (global, parsed, stop) => OutboxVerb.ListAsync(global, parsed.GetValue(states) ?? [], IsJson(parsed), stop)),
            Verb(
                "retry",
                "Have mails tried again at once: by the service, or by the next check.",
                [some, dead, deferred],
                (global, parsed, stop) => OutboxVerb.RetryAsync(global, parsed.GetValue(some) ?? [], parsed.GetValue(dead), parsed.GetValue(deferred), stop)),
            Verb(
                "drop",
                "Take mails out of the way that have not left: nobody gets them, and no administrator is told.",
                [these, by, reason],
                (global, parsed, stop) => OutboxVerb.DropAsync(global, parsed.GetValue(these)!, parsed.GetValue(by)!, parsed.GetValue(reason)!, stop)),
        };
    }

    private static Command Mail()
    {
        var to = new Option<string>("--to") { Description = "Address.", Required = true };
        var files = new Argument<string[]>("FILE.eml") { Description = "Mails as files.", Arity = ArgumentArity.OneOrMore };
        var id = new Argument<long>("ID") { Description = "As mail list shows it." };
        var address = new Argument<string>("ADDRESS") { Description = "Address at which mails arrive again." };
        var by = new Option<string>("--by") { Description = "Who says so.", Required = true };
        return new Command("mail", "The way mails leave, and what comes in.")
        {
            Verb("fetch", "Look into the mailbox now, and say what came and what became of it.", [], (global, _, stop) => MailFetchVerb.RunAsync(global, stop)),
            Verb("test", "Send one test mail and say what the server answered.", [to], (global, parsed, stop) => MailTestVerb.RunAsync(global, parsed.GetValue(to)!, stop)),
            Verb("list", "List the mails that came in and what became of them, and the addresses at which mails do not arrive.", [Output], (global, parsed, stop) => IncomingVerb.ListAsync(global, IsJson(parsed), stop)),
            Verb("show", "Show one mail that came in, and how it was read.", [id], (global, parsed, stop) => IncomingVerb.ShowAsync(global, parsed.GetValue(id), stop)),
            Verb("read", "Show how mails would be understood; changes nothing.", [files], (global, parsed, stop) => IncomingVerb.ReadAsync(global, parsed.GetValue(files)!, stop)),
            Verb("lift", "Send to an address again at which mails did not arrive.", [address, by], (global, parsed, stop) => IncomingVerb.LiftAsync(global, parsed.GetValue(address)!, parsed.GetValue(by)!, stop)),
        };
    }

    private static Command Backup()
    {
        var file = new Argument<string>("FILE") { Description = "Database file to write." };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        return Verb(
            "backup", "Copy the database into a file, also while the service runs, and check the copy.", [file, force], (global, parsed, stop) => BackupVerbs.BackupAsync(global, parsed.GetValue(file)!, parsed.GetValue(force), stop));
    }

    private static Command Restore()
    {
        var file = new Argument<string>("FILE") { Description = "A file that backup has made." };
        return Verb(
            "restore", "Put a backup in the place of the database, which is kept beside it; the service must be stopped.", [file], (global, parsed, stop) => BackupVerbs.RestoreAsync(global, parsed.GetValue(file)!, stop));
    }

    private static Command Audit()
    {
        var file = new Argument<string>("FILE.xlsx") { Description = "Workbook to write." };
        var from = DayOption("--from", "First day (yyyy-MM-dd), where the office is.");
        var to = DayOption("--to", "Last day (yyyy-MM-dd).");
        var project = new Option<string?>("--project") { Description = "Notices about this 项目编码 alone." };
        var alert = new Option<string?>("--alert") { Description = "Notices about this 预警编号 alone, e.g. YJ-2024-0007." };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        var known = new Option<string?>("--known") { Description = "Hash that was noted down earlier: must still be in the book." };
        var last = new Option<int>("--last") { Description = "How many of the latest entries.", DefaultValueFactory = _ => 50 };
        last.Validators.Add(result => CheckNumber(result, "--last", null));
        return new Command("audit", "The book of who was told what, when and on which figures; nothing in it is ever changed.")
        {
            Verb(
                "export",
                "Write the book as a workbook for an auditor.",
                [file, from, to, project, alert, force],
                (global, parsed, stop) => AuditVerb.ExportAsync(global, parsed.GetValue(file)!, Range(parsed), parsed.GetValue(force), stop)),
            Verb("check", "Check that every entry is as it was written.", [known], (global, parsed, stop) => AuditVerb.CheckAsync(global, parsed.GetValue(known), stop)),
            Verb(
                "list",
                "List the latest entries.",
                [from, to, project, alert, last, Output],
                (global, parsed, stop) => AuditVerb.ListAsync(global, Range(parsed), parsed.GetValue(last), IsJson(parsed), stop)),
        };

        Jobs.Auditing.AuditRange Range(ParseResult parsed) => new(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(project), parsed.GetValue(alert));
    }

    private static Option<string?> RuleSetOption() => new("--rule-set") { Description = "Judge by this rule set, whatever its first day, instead of the configured ones." };

    private static Option<DateOnly?> DayOption() => DayOption("--at", "Judge as of this day (yyyy-MM-dd). Default: asOf of the config, else today.");

    internal static Option<DateOnly?> DayOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ParseDay(result, name),
    };

    /// <summary>A day of an option; what is none is an error of the command line.</summary>
    internal static DateOnly? ParseDay(System.CommandLine.Parsing.ArgumentResult result, string option)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", null, System.Globalization.DateTimeStyles.None, out var day)) return day;
        result.AddError($"{option} {result.Tokens[0].Value}: expected a day as yyyy-MM-dd, e.g. 2024-08-31.");
        return null;
    }

    /// <summary>A number from 1. The text is looked at: to ask for the value of what is no number throws.</summary>
    /// <param name="most">Null where there is no limit.</param>
    private static void CheckNumber(System.CommandLine.Parsing.OptionResult result, string option, int? most)
    {
        if (result.Tokens is not [var written] || (int.TryParse(written.Value, out var number) && number >= 1 && number <= (most ?? number))) return;
        result.AddError($"{option} {written.Value}: expected a number from 1{(most is null ? "" : $" to {most}")}.");
    }

    private static Option<string> OutputOption()
    {
        var option = new Option<string>("--output") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        return option.AcceptOnlyFromAmong("table", "json");
    }

    internal static bool IsJson(ParseResult parsed) => parsed.GetValue(Output) == "json";

    internal static Command Verb(
        string name, string description, Symbol[] symbols, Func<GlobalOptions, ParseResult, CancellationToken, Task<int>> action)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option) command.Add(option);
            else if (symbol is Argument argument) command.Add(argument);
        }

        command.SetAction((parsed, stop) => Guard(() => action(Global(parsed), parsed, stop)));
        return command;
    }

    private static GlobalOptions Global(ParseResult parsed) => new(parsed.GetValue(_config), parsed.GetValue(_verbose));

    /// <summary>Turns what may go wrong into the exit codes of the contract and a message that says what to do.</summary>
    private static async Task<int> Guard(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (BadConfigException e)
        {
            foreach (var problem in e.Problems) await Console.Error.WriteLineAsync(problem);
            await Console.Error.WriteLineAsync($"{e.Problems.Count} problem(s) in the configuration; nothing was started.");
            return ExitCodes.BadUsage;
        }
        catch (Jobs.CheckRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.BadUsage;
        }
        catch (Storage.StoreException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
            return ExitCodes.Failed;
        }
        catch (Exception e)
        {
            // Whatever it was, it is not success, and the person who reports it needs the whole of it.
            await Console.Error.WriteLineAsync($"Failed: {e}");
            return ExitCodes.Failed;
        }
    }
}

/// <summary>Options that every verb takes.</summary>
internal sealed record GlobalOptions(string? ConfigFolder, bool Verbose)
{
    /// <summary>Verbs say what matters; a service says what it does.</summary>
    public Microsoft.Extensions.Logging.LogLevel VerbLogLevel =>
        Verbose ? Microsoft.Extensions.Logging.LogLevel.Debug : Microsoft.Extensions.Logging.LogLevel.Warning;
}
