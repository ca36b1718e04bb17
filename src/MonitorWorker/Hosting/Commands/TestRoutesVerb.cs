using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary>
/// <c>test routes</c>: who would be told of which finding, by the routes of the configuration. 通讯录 and 预算 come from the same sheet, else from
/// the database as it stands. Stores nothing.
/// </summary>
internal sealed class TestRoutesVerb(OfficeSettings office, DateOnly usualDay, Func<Task<FactStore>> store, CancellationToken cancellationToken)
{
    private static readonly string[] _ofStatements = ["statement-mismatch", "total-mismatch"];

    /// <param name="files">Files, or folders of them.</param>
    public static async Task<int> RunAsync(GlobalOptions global, string[] files, bool json, CancellationToken cancellationToken)
    {
        var missing = files.Where(file => !File.Exists(file) && !Directory.Exists(file)).ToList();
        foreach (var file in missing) ConsoleOutput.WriteError($"{file}: there is no such file.");
        if (missing.Count > 0) return ExitCodes.BadUsage;

        var config = Session.LoadConfig(global.ConfigFolder, null);
        var office = ServiceComposition.Office(config.Options, config.Rules, config.Maps);
        Session? session = null;
        try
        {
            var verb = new TestRoutesVerb(office, office.JudgeAsOf(null, TimeProvider.System.GetUtcNow()), StoreAsync, cancellationToken);
            var run = new List<RouteCaseFile>();
            foreach (var file in files.SelectMany(TestRulesVerb.Files)) run.Add(await verb.ReadAsync(file));
            foreach (var problem in run.Where(file => file.Problem is not null)) ConsoleOutput.WriteError($"{problem.File}: {problem.Problem}");
            if (run.Count == 0) ConsoleOutput.WriteError($"{string.Join("、", files)}：文件夹里没有文件；应为：.csv 或 .xlsx 文件");
            if (run.Count == 0 || run.Exists(file => file.Problem is not null)) return ExitCodes.BadUsage;

            if (json) JsonOutput.Write(RouteCaseOutput.Json(run));
            else foreach (var line in RouteCaseOutput.Lines(run)) ConsoleOutput.WriteLine(line);
            return run.TrueForAll(file => file.Passed) ? ExitCodes.Good : ExitCodes.Failed;
        }
        finally
        {
            if (session is not null) await session.DisposeAsync();
        }

        async Task<FactStore> StoreAsync()
        {
            session ??= await Session.OpenAsync(global.ConfigFolder, null, onCopy: true, global.VerbLogLevel, cancellationToken);
            return session.Get<FactStore>();
        }
    }

    /// <summary>Tests one file; each sheet is an office of its own.</summary>
    internal async Task<RouteCaseFile> ReadAsync(string path)
    {
        var (results, problems, any) = (new List<RouteCaseResult>(), new List<string>(), false);
        try
        {
            // The spreadsheet program in which it is being written holds it open.
            await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var name = Path.GetFileName(path);
            foreach (var sheet in FormatCatalog.Open(content, name, ReadLimits.Default))
            {
                var (tables, cases, refused) = RouteCaseSheet.Read(sheet, office.AmountUnit);
                any |= cases.Count + refused.Count > 0;
                problems.AddRange(refused.Select(problem => problem.Describe()));
                if (cases.Count == 0) continue;
                var facts = new ImportedFacts(1);
                if (tables.Count > 0)
                {
                    var reading = new FileReader(office.Tables, office.AmountUnit).Read([new SourceSheet(sheet.Name, tables)], name, facts, DateTimeOffset.UnixEpoch);
                    problems.AddRange(reading.Problems.Select(problem => problem.Describe()));
                }

                await TestAsync(sheet.Name, cases, facts, results, problems);
            }
        }
        catch (UnreadableFileException e)
        {
            return new RouteCaseFile(path, [], [], $"{e.Message}；应为：{e.Expected}");
        }

        return any ? new RouteCaseFile(path, results, problems) : new RouteCaseFile(path, [], [], $"没有任何要检验的行；应为：{RouteCaseSheet.Expected}");
    }

    private async Task TestAsync(string sheet, IReadOnlyList<RouteCase> cases, ImportedFacts facts, List<RouteCaseResult> results, List<string> problems)
    {
        var contacts = facts.Contacts.Count > 0 ? facts.Contacts : await (await store()).LoadContactsAsync(cancellationToken);
        foreach (var day in cases.GroupBy(routed => routed.Day ?? usualDay))
        {
            var router = new Router(contacts, day.Key, office.CatchAll, office.Routes);
            PositionBook? book = null;
            foreach (var asked in day)
            {
                if (_ofStatements.Contains(asked.Rule))
                {
                    results.Add(Compare(asked, router.RouteStatement(asked.Rule, asked.Level, asked.Entity)));
                    continue;
                }

                if (!asked.DescribesItsLine) book ??= PositionBook.Build(await BudgetAsync(facts, day.Key), day.Key);
                var lines = asked.DescribesItsLine ? [Described(asked, day.Key)] : Lines(book!, asked);
                if (lines is [var line]) results.Add(Compare(asked, router.RouteLine(asked.Rule, asked.Level, line)));
                else problems.Add(new RowProblem(sheet, asked.Row, "项目编码", asked.Project, lines.Count == 0 ? "预算里没有这个项目" : $"有{lines.Count}条预算", "一个有预算的项目，有几条时再写单位编码、资金来源；或者写支出类别，自己说明一个项目").Describe());
            }
        }
    }

    private async Task<BudgetFacts> BudgetAsync(ImportedFacts facts, DateOnly day) => facts.Lines.Count > 0
        ? new BudgetFacts(facts.Lines, facts.Adjustments, facts.Executions, facts.StatedOutturns)
        : await (await store()).LoadAsync(day, cancellationToken);

    private static List<BudgetPosition> Lines(PositionBook book, RouteCase asked) =>
    [
        .. book.Positions.Where(position => position.Key.ProjectCode == asked.Project
            && (asked.Entity is null || position.Key.EntityCode == asked.Entity)
            && (asked.Fund is null || position.Fund == asked.Fund)),
    ];

    /// <summary>The line that a row describes, as if the budget had it and nothing else.</summary>
    private static BudgetPosition Described(RouteCase asked, DateOnly day)
    {
        var line = new BudgetLine(
            1,
            day.Year,
            asked.Entity ?? "",
            null,
            asked.Project ?? "",
            asked.Project ?? "",
            SpendingCategories.ByName[asked.Category!],
            asked.Fund ?? "",
            asked.Section,
            Money.FromYuan(asked.Yuan ?? 0),
            null,
            null,
            ScheduleKind.Month,
            null,
            false,
            new SourceRef("", "", asked.Row, DateTimeOffset.UnixEpoch));
        return PositionBook.Build(new BudgetFacts([line], [], [], []), day).Positions[0];
    }

    private static RouteCaseResult Compare(RouteCase asked, Routed routed)
    {
        var told = routed.Recipients.Select(recipient => recipient.Address).Order(StringComparer.OrdinalIgnoreCase).ToList();
        (string, string, string)? difference = null;
        if (asked.To is { } to && !to.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(told, StringComparer.OrdinalIgnoreCase))
            difference = ("预期收件人", string.Join("；", to), string.Join("；", told));
        else if (asked.Timing is { } timing && timing != routed.Route.Timing)
            difference = ("预期时机", RouteCaseSheet.WordOf(timing), RouteCaseSheet.WordOf(routed.Route.Timing));
        else if (asked.Route is { } route && route != routed.Route.Name)
            difference = ("预期路由", route, routed.Route.Name);
        return new RouteCaseResult(asked, routed, difference);
    }
}
