using FsCheck.Xunit;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Alerts;
using Outcome = MonitorWorker.Rules.Outcome;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Hold periods over the real database: every check knows of the ones before it by what they stored, and by nothing else.</summary>
public class HoldTests
{
    private const string Key = "execution-lag/2024/101/P01/-";

    [Theory]
    [InlineData("2 checks", "0", "r g r _ r g", "- - - - opened/r resolved")]
    [InlineData("2 checks", "2 checks", "y y        r        y _ g        r r        g r g g", "- opened/y raised/r - - resolved - opened/r - - - resolved")]
    [InlineData("3 days", "2 days", "r . _ r        g . r g . g        r", "- . - opened/r - . - - . resolved -")]
    public async Task A_restart_between_any_two_checks_changes_nothing(string lasting, string holdOn, string found, string told)
    {
        var hold = Scenario.Hold(lasting, holdOn);
        Assert.Equal(told, Scenario.Told(found, hold));
        await LivesAsRememberedAsync(found, hold);
    }

    [Property(MaxTest = 12)]
    public async Task Whatever_is_found_the_store_forgets_nothing(byte[] results, byte lasting, byte holdOn) => await LivesAsRememberedAsync(
        string.Concat(results.Take(12).Select(result => "rryg_."[result % 6])),
        new HoldPeriods(new HoldPeriod(lasting / 2 % 4, (HoldUnit)(lasting % 2)), new HoldPeriod(holdOn / 2 % 4, (HoldUnit)(holdOn % 2))));

    [Fact]
    public async Task What_waits_is_stored_under_its_number_and_told_to_nobody()
    {
        await using var office = await OfficeAsync(Scenario.Hold("2 checks", "2 checks"));
        var first = await CheckAsync(office, 'r', 0);
        Assert.Empty(first.Changes);
        Assert.Single(first.Judgement.Breaches);
        var book = await office.Alerts.LoadAsync(default);
        Assert.Equal((AlertState.Pending, "YJ-2024-0001", new Streak(Some.August31, 1)), (book.Alerts[Key].State, book.Alerts[Key].Number, book.Alerts[Key].Streak));
        Assert.Empty(book.Told);

        var change = Assert.Single((await CheckAsync(office, 'r', 1)).Changes);
        Assert.Equal(("YJ-2024-0001", TransitionKind.Opened), (change.Number, change.Decision.Transition));
        Assert.Equal("office@example.com", Assert.Single(Assert.Single((await office.Alerts.LoadAsync(default)).Told).Value).Address);

        Assert.Empty((await CheckAsync(office, 'g', 2)).Changes);
        Assert.Equal(TransitionKind.Resolved, Assert.Single((await CheckAsync(office, 'g', 3)).Changes).Decision.Transition);
        await CheckAsync(office, 'r', 4);
        Assert.Empty((await office.Alerts.LoadAsync(default)).Told);
    }

    [Fact]
    public async Task A_number_that_was_given_to_what_went_without_a_word_is_not_given_again()
    {
        await using var office = await OfficeAsync(Scenario.Hold("2 checks", "0"));
        await CheckAsync(office, 'r', 0);
        await CheckAsync(office, 'g', 1);
        await CheckAsync(office, 'g', 2, missing: true);
        var numbers = (await office.Alerts.LoadAsync(default)).Alerts.ToDictionary(alert => alert.Key, alert => alert.Value.Number);
        Assert.Equal(("YJ-2024-0001", "YJ-2024-0002"), (numbers[Key], numbers["missing-data/2024/101/P01/-"]));
        await CheckAsync(office, 'r', 3);
        Assert.Equal("YJ-2024-0001", Assert.Single((await CheckAsync(office, 'r', 4)).Changes).Number);
    }

    [Fact]
    public async Task A_mail_goes_out_with_the_check_that_completes_the_wait()
    {
        await using var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules() with { Rules = [new Held(Scenario.Hold("30 days", "2 checks"))] }) };
        Assert.Empty(await office.RoundAsync());
        Assert.Empty(await office.RoundAsync(new DateOnly(2024, 9, 29)));
        var warning = Assert.Single(await office.RoundAsync(new DateOnly(2024, 9, 30)));
        Assert.Equal(("warning", "office@example.com"), (warning.Kind, warning.Recipient));

        office.DropExecution("2024-09", ("P01", 1.5m), ("P02", 150m));
        Assert.Empty(await office.RoundAsync(new DateOnly(2024, 10, 1)));
        Assert.Equal("resolved", Assert.Single(await office.RoundAsync(new DateOnly(2024, 10, 2))).Kind);
    }

    /// <summary>Checks, then an import (!), and checks by it, all of which are undone: what the next ones tell.</summary>
    [Theory]
    [InlineData("3 checks", "0", "r ! r", "r r", "- opened/r")]
    [InlineData("3 checks", "0", "r ! r r", "r r", "- opened/r")] // told by the wrong figures: waits on from the first day
    [InlineData("3 checks", "0", "r _ ! r", "r", "-")] // counts at least what is sure, never too much
    [InlineData("3 checks", "0", "g ! r r", "r r r", "- - opened/r")]
    [InlineData("8 days", "0", "r ! _ r", ". . . . r r", "- opened/r")]
    [InlineData("2 days", "0", "r ! _ r", "r", "opened/r")]
    [InlineData("0", "3 checks", "r        g ! g", "g g", "- resolved")]
    [InlineData("0", "3 checks", "r        ! g g", "g g g", "- - resolved")]
    [InlineData("0", "0", "r        ! g        r", "y", "lowered/y")]
    [InlineData("2 checks", "0", "r r        g ! r r", "r r", "- opened/r")]
    public async Task An_undone_import_takes_back_what_its_checks_counted(string lasting, string holdOn, string before, string after, string told)
    {
        await using var office = await OfficeAsync(Scenario.Hold(lasting, holdOn));
        var day = 0;
        long import = 0;
        foreach (var result in before.Where(result => result != ' '))
        {
            if (result == '!')
            {
                office.Clock.Advance(TimeSpan.FromMinutes(1));
                office.DropExecution("2024-08", ("P01", 0.7m), ("P02", 130m));
                await office.Intake.RunAsync(keepFiles: false, default);
                import = (await new ImportLedger(office.Store).ListAsync(default))[0].Id;
                continue;
            }

            await CheckAsync(office, result, day++);
        }

        Assert.Null((await new ImportLedger(office.Store).UndoAsync(import, "finance", office.Clock.GetUtcNow(), default)).Left);
        var words = new List<string>();
        foreach (var result in after.Where(result => result != ' '))
        {
            if (result == '.') day++;
            else words.Add(Scenario.Word((await CheckAsync(office, result, day++)).Changes.SingleOrDefault()?.Decision));
        }

        Assert.Equal(told, string.Join(' ', words));
    }

    [Fact]
    public async Task An_undone_import_leaves_each_alert_as_it_was_found()
    {
        await using var office = await OfficeAsync(Scenario.Hold("2 checks", "2 checks"));
        await CheckAsync(office, 'r', 0);
        await CheckAsync(office, 'r', 1);
        await CheckAsync(office, 'g', 2);
        var before = (await office.Alerts.LoadAsync(default)).Alerts.Values.ToList();
        Assert.Equal((Some.August31, new Streak(Scenario.Day(2), 1)), (before.Single().Since, before.Single().Streak));

        office.Clock.Advance(TimeSpan.FromMinutes(1));
        office.DropExecution("2024-08", ("P01", 0.7m), ("P02", 130m));
        await office.Intake.RunAsync(keepFiles: false, default);
        await CheckAsync(office, 'g', 3, missing: true);
        await CheckAsync(office, 'r', 4);
        var ledger = new ImportLedger(office.Store);
        await ledger.UndoAsync((await ledger.ListAsync(default))[0].Id, "finance", office.Clock.GetUtcNow(), default);

        // The better result that waited was told, and its wait is forgotten with the telling.
        Assert.Equal([before.Single() with { Streak = null }], (await office.Alerts.LoadAsync(default)).Alerts.Values);
    }

    private static async Task LivesAsRememberedAsync(string found, HoldPeriods hold)
    {
        await using var office = await OfficeAsync(hold);
        var results = found.Where(result => result != ' ').ToList();
        foreach (var (step, day) in Scenario.Steps(found, hold).Select((step, day) => (step, day)))
        {
            if (results[day] == '.') continue;

            var changes = (await CheckAsync(office, results[day], day)).Changes;
            Assert.Equal(step.Told, Scenario.Word(changes.SingleOrDefault()?.Decision));
            var stored = (await office.Alerts.LoadAsync(default)).Alerts.GetValueOrDefault(Key);
            Assert.Equal(step.After, stored is null ? null : stored with { Belief = null, FirstTold = null, RemindedOn = null });
            // Without overlays people believe what is.
            if (stored is { State: AlertState.Firing }) Assert.Equal(stored.Level, stored.Told);
        }
    }

    private static async Task<TestOffice> OfficeAsync(HoldPeriods hold)
    {
        var office = await TestOffice.OpenAsync();
        office.DropBudget();
        office.DropContacts();
        office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await office.Intake.RunAsync(keepFiles: false, default);
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules() with { Rules = [new Held(hold)] }) };
        return office;
    }

    /// <param name="result">What is found of the first project, as <see cref="Scenario"/> writes it.</param>
    /// <param name="missing">Its figure is missing as well.</param>
    private static async Task<MonitorWorker.Jobs.CheckResult> CheckAsync(TestOffice office, char result, int day, bool missing = false)
    {
        var held = office.Settings.Rules.Usual.Rules.OfType<Held>().Single();
        IRule[] rules = missing ? [held with { Found = result }, new Missing()] : [held with { Found = result }];
        office.Settings = office.Settings with { Rules = Some.RuleBook(Some.Rules() with { Rules = rules }) };
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        return await office.Check.RunAsync(Scenario.Day(day), mayLookBack: false, default);
    }

    /// <summary>execution-lag with hold periods; what it finds of the first project may be laid down.</summary>
    private sealed record Held(HoldPeriods Hold, char? Found = null) : IRule
    {
        private readonly ExecutionLag _lag = new(LagLimits.Default);

        public string Id => _lag.Id;

        public Finding Judge(BudgetPosition position)
        {
            var finding = _lag.Judge(position) with { Hold = Hold };
            if (Found is not { } found || position.Key.ProjectCode != "P01") return finding;

            var laidDown = Scenario.Find(found, Hold);
            return finding with { Outcome = laidDown.Outcome, Level = laidDown.Level };
        }
    }

    /// <summary>missing-data, found of the first project at once.</summary>
    private sealed class Missing : IRule
    {
        private readonly MissingData _missing = new();

        public string Id => _missing.Id;

        public Finding Judge(BudgetPosition position) =>
            _missing.Judge(position) with { Outcome = position.Key.ProjectCode == "P01" ? Outcome.Breached : Outcome.Clear, Level = Level.Grey };
    }
}
