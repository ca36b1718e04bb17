using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MonitorWorker.Alerts;
using MonitorWorker.Calendar;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Jobs;

/// <summary>
/// Random lives of projects in a whole office: imports, corrections, checks, kills, restarts, silences, waivers, answers, other addresses, other
/// limits and jumps of the clock. After each stored check the notices, and after each round the mails, are those of <see cref="AlertModel"/>.
/// MONITORWORKER_MODEL_RUNS raises the number of projects, MONITORWORKER_MODEL_SEED repeats an office.
/// </summary>
public partial class AlertModelTests
{
    private const int UsualRuns = 1_080;
    private const int Projects = 120;
    private const int Steps = 13;

    /// <summary>Writing and sending mails takes longest, so that one office in four does it; the notices that they tell are compared in all.</summary>
    private const int OfficesForOneWithMails = 4;

    private static readonly MailComposer _composer = new(TemplateCatalog.Load(Repository.Templates));

    private static readonly ModelRules[] _rules =
    [
        new("default", '0', 60, 80),
        new("milder", '1', 40, 70),
        new("stricter", '2', 75, 95),
        new("without lag", '3', 60, 80, AlertModel.Lag),
        new("without missing", '4', 60, 80, AlertModel.Missing),
    ];

    /// <summary>Percent of the schedule: about each limit, and far from all.</summary>
    private static readonly decimal[] _paces = [0, 20, 39.99m, 40, 50, 59.99m, 60, 69.99m, 70, 74.99m, 75, 79.99m, 80, 90, 94.99m, 95, 100, 130];

    private static readonly HoldPeriods[] _holds =
    [
        HoldPeriods.None,
        HoldPeriods.None,
        new(new HoldPeriod(2, HoldUnit.Checks), default),
        new(default, new HoldPeriod(2, HoldUnit.Checks)),
        new(new HoldPeriod(10, HoldUnit.Days), new HoldPeriod(3, HoldUnit.Checks)),
    ];

    private static int Runs => int.TryParse(Environment.GetEnvironmentVariable("MONITORWORKER_MODEL_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : UsualRuns;

    private static int FirstSeed => int.TryParse(Environment.GetEnvironmentVariable("MONITORWORKER_MODEL_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20240831;

    [Fact]
    public async Task Whatever_happens_to_projects_their_people_get_the_mails_that_a_small_model_foretells()
    {
        var told = new Dictionary<string, int>();
        for (var (seed, run) = (FirstSeed, 0); run < Runs; seed++, run += Projects)
        {
            await using var life = await Life.BeginAsync(seed);
            for (var step = 0; step < Steps; step++) await life.StepAsync();
            await life.EndAsync();
            foreach (var (reason, count) in life.Told) told[reason] = told.GetValueOrDefault(reason) + count;
        }

        // A model that foretells nothing agrees with anything.
        if (Runs >= UsualRuns) Assert.All(["first-notice", "raised", "lowered", "resolved", "correction", "reminder"], reason => Assert.InRange(told.GetValueOrDefault(reason), 10, int.MaxValue));
    }

    /// <summary>Tags and name of a mail about one line, tags and counts of a list.</summary>
    [GeneratedRegex("^(?<tags>(Re: )?(【[^】]+】)+)(.*：(?=[^：]*项$)|(?=项目[0-9]+号))(?<about>项目[0-9]+号|.*)")]
    private static partial Regex Subject();

    /// <summary>One office with its projects, beside the model of it.</summary>
    private sealed class Life : IAsyncDisposable
    {
        private readonly int _seed;
        private readonly Random _chance;
        private readonly TestOffice _office;
        private readonly AlertModel _model;
        private readonly HoldPeriods _hold;
        private readonly bool _hasMails;
        private readonly List<(int Entity, string Words)> _script = [];
        private readonly List<string> _owedMails = [];
        private readonly List<string> _queuedMails = [];
        private Dictionary<string, string> _numbers = [];

        /// <summary>The heading under which somebody has read of an alert.</summary>
        private Dictionary<(string Address, int Project, string Rule), string> _headings = [];
        private int _moves;
        private DateOnly _day = new(2024, 2, 10);

        private Life(int seed, TestOffice office)
        {
            (_seed, _chance, _office) = (seed, new Random(seed), office);
            _hold = _holds[seed % _holds.Length];
            _hasMails = seed % OfficesForOneWithMails == 0;
            _model = new AlertModel(Projects, _hold) { Rules = _rules[0] };
        }

        public Dictionary<string, int> Told { get; } = [];

        public static async Task<Life> BeginAsync(int seed)
        {
            var life = new Life(seed, await TestOffice.OpenAsync(pooling: true));
            life.JudgeBy(_rules[0]);
            var projects = Enumerable.Range(0, Projects).ToList();
            life._office.Drop("预算.csv", "预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码\n" + string.Join(
                '\n', projects.Select(project => $"2024,{Code(project)},{Name(project)},项目支出,{AlertModel.BudgetOf(project)},{Entity(project)}")));
            await life.ImportAsync();
            await life.MoveAsync(projects);
            return life;
        }

        public async Task StepAsync()
        {
            var days = _chance.Next(5) switch { 0 => 0, 1 => 1, 2 => _chance.Next(2, 9), _ => _chance.Next(10, 41) };
            _day = _day.AddDays(days);
            _office.Clock.Advance(TimeSpan.FromDays(days));
            if (Happens(20))
            {
                await _office.RestartAsync();
                Note(null, "restart");
            }

            if (Happens(15)) JudgeBy(_rules[_chance.Next(_rules.Length)]);
            await MoveAsync(Chosen(4));
            foreach (var project in Chosen(18)) await SpeakAsync(project);
            if (Happens(12)) await ImportAndUndoAsync(withCheck: _hold == HoldPeriods.None && Happens(60));
            if (Happens(85)) await ReportAsync();
            await CheckAsync();
        }

        /// <summary>What was left behind goes out at last.</summary>
        public async Task EndAsync()
        {
            await StoredCheckAsync();
            if (!_hasMails) return;
            await ComposeAsync();
            await DeliverAsync();
        }

        public ValueTask DisposeAsync() => _office.DisposeAsync();

        private static string Code(int project) => $"P{project:000}";

        private static string Name(int project) => $"项目{project:000}号";

        private static string Entity(int project) => $"{101 + AlertModel.EntityOf(project)}";

        private static string Key((int Project, string Rule) subject) => $"{subject.Rule}/2024/{Entity(subject.Project)}/{Code(subject.Project)}/-";

        private bool Happens(int percent) => _chance.Next(100) < percent;

        private List<int> Chosen(int percent) => [.. Enumerable.Range(0, Projects).Where(_ => Happens(percent))];

        private void Tick() => _office.Clock.Advance(TimeSpan.FromMinutes(1));

        private void Note(int? project, string words) => _script.Add((project is { } one ? AlertModel.EntityOf(one) : -1, $"{_day:MM-dd} {words}"));

        private void JudgeBy(ModelRules rules)
        {
            _model.Rules = rules;
            _office.Settings = _office.Settings with
            {
                AsOf = null,
                Rules = Some.RuleBook(Some.Rules(rules.Red, rules.Yellow, rules.Name) with
                {
                    Hash = new string(rules.Hash, 64),
                    Rules = [.. new IRule[] { new ExecutionLag(Some.Pace(rules.Red, rules.Yellow)), new MissingData() }.Where(rule => rule.Id != rules.Off).Select(Held)],
                }),
            };
            Note(null, $"judged by {rules}");
        }

        private IRule Held(IRule rule) => new ScopedRule(rule.Id, new Scoped<RuleSetting>(new RuleSetting(rule, _hold)));

        /// <summary>The address of a project's contact changes.</summary>
        private async Task MoveAsync(List<int> projects)
        {
            if (projects.Count == 0) return;
            _moves++;
            foreach (var project in projects)
            {
                _model.Addresses[project] = $"{Code(project).ToLowerInvariant()}-{_moves}@example.com";
                Note(project, $"{Code(project)} has the address {_model.Addresses[project]}");
            }

            _office.Drop($"通讯录{_moves}.csv", "姓名,邮箱,角色,单位编码,项目编码\n" + string.Join(
                '\n', projects.Select(project => $"{Name(project)}责任人,{_model.Addresses[project]},责任人,{Entity(project)},{Code(project)}")));
            await ImportAsync();
        }

        /// <summary>Silence, waiver, end of one, acknowledgement or answer.</summary>
        private async Task SpeakAsync(int project)
        {
            Tick();
            var now = _office.Clock.GetUtcNow();
            var word = new Word("股室负责人", null, "合同已签");
            var rule = Happens(75) ? AlertModel.Lag : AlertModel.Missing;
            var thread = _model[project, rule];
            var until = _day.AddDays(_chance.Next(0, 60));
            switch (_chance.Next(5))
            {
                case 0 or 1 when Happens(60):
                    await SilenceAsync(project, rule, until, word, now);
                    break;
                case 0 or 1:
                    if (_model.Silences.Find(silence => silence.Project == project || silence.Entity == AlertModel.EntityOf(project)) is not { } held) break;
                    Note(project, $"end of {held.Id}");
                    Assert.True(await _office.Overlays.ExpireAsync(held.Id, "股室负责人", now, default), Story(project, $"silence {held.Id} could not be ended"));
                    _model.Silences.Remove(held);
                    break;
                case 2:
                    Note(project, $"{Code(project)} {rule} taken on until {until:MM-dd}");
                    Assert.True(await _office.Overlays.AcknowledgeAsync(Key((project, rule)), word, until, now, default) == thread.Open, Story(project, "acknowledged otherwise"));
                    if (thread.Open) _model[project, rule] = thread with { TakenOn = (thread.Level, until) };
                    break;
                default:
                    DateOnly? due = Happens(85) ? until : null;
                    Note(project, $"{Code(project)} {rule} promised for {due:MM-dd}");
                    var answer = new Answer("履行政府采购程序", "签合同", due, null, "项目责任人", _day, now);
                    Assert.True(await _office.Overlays.AnswerAsync(Key((project, rule)), answer, default) == thread.Open, Story(project, "answered otherwise"));
                    if (thread.Open) _model[project, rule] = thread with { Promised = due };
                    break;
            }
        }

        private async Task SilenceAsync(int project, string rule, DateOnly until, Word word, DateTimeOffset now)
        {
            var silence = _chance.Next(5) switch
            {
                0 => new ModelSilence(0, null, project, rule, null, _day, until),
                1 => new ModelSilence(0, null, project, null, Level.Yellow, _day, until),
                2 => new ModelSilence(0, AlertModel.EntityOf(project), null, null, null, _day, until),
                3 => new ModelSilence(0, AlertModel.EntityOf(project), null, rule, Level.Yellow, _day, until),
                _ => new ModelSilence(0, null, project, null, null, _day, until),
            };
            if (Happens(15)) silence = silence with { From = _day.AddDays(_chance.Next(0, 20)) };
            if (silence.From > silence.Until) silence = silence with { Until = silence.From };
            var isWaiver = Happens(45);
            if (isWaiver) silence = silence with { Given = _model.OpenIn(silence) };
            var isOfOneAlert = silence is { Project: not null, Rule: not null } && Happens(50);
            var scope = new SilenceScope(
                isOfOneAlert || silence.Project is null ? null : Code(project),
                silence.Entity is null ? null : Entity(project),
                isOfOneAlert ? null : silence.Rule,
                silence.UpTo,
                isOfOneAlert ? Key((project, rule)) : null);
            var (id, covered) = await _office.Overlays.AddAsync(isWaiver ? SilenceKind.Waiver : SilenceKind.Silence, scope, word, silence.From, silence.Until, now, default);
            Note(project, $"{(isWaiver ? "waiver" : "silence")} {id} of {scope} {silence.From:MM-dd}..{silence.Until:MM-dd}");
            Assert.True(covered == _model.OpenIn(silence).Count(open => open.Value <= (silence.UpTo ?? Level.Red)), Story(project, $"it covers {covered}"));
            _model.Silences.Add(silence with { Id = id });
        }

        /// <summary>A file of figures: of the month that has ended, of one before, or of one that is not over.</summary>
        private async Task ReportAsync()
        {
            var ended = YearMonth.Of(_day.AddDays(1)) is { Year: 2024 } next ? next.Month - 1 : 12;
            var rows = new List<string>();
            foreach (var project in Chosen(60))
            {
                int[] months = [_chance.Next(10) switch { < 7 => ended, 7 => Math.Min(12, ended + 1), _ => _chance.Next(1, ended + 1) }, .. Happens(20) ? [Math.Max(1, ended - 1)] : Array.Empty<int>()];
                foreach (var month in months.Where(month => month > 0).Distinct())
                {
                    var wan = AlertModel.BudgetOf(project) / 12 * month * _paces[_chance.Next(_paces.Length)] / 100;
                    rows.Add(string.Create(CultureInfo.InvariantCulture, $"{Code(project)},2024-{month:00},{wan}"));
                    _model.Report(project, month, wan);
                    Note(project, $"{Code(project)} has spent {wan} of {AlertModel.BudgetOf(project)} by month {month}");
                }
            }

            _office.Drop($"执行{_script.Count}.csv", "项目编码,截止月份,累计执行数\n" + string.Join('\n', rows));
            await ImportAsync();
        }

        private async Task ImportAsync()
        {
            Tick();
            foreach (var file in await _office.Import.RunAsync(keepFiles: false, default))
                Assert.True(file is { Refused: 0, Unchanged: false, Review.HeldReason: null }, string.Join('\n', file.Reading.Problems));
            Tick();
        }

        /// <summary>A file that should not have come, taken back before anybody was told by it.</summary>
        private async Task ImportAndUndoAsync(bool withCheck)
        {
            var (before, numbers, headings, owed) = (_model.Snapshot(), new Dictionary<string, string>(_numbers), _headings.ToDictionary(), _owedMails.Count);
            await ReportAsync();
            if (withCheck) await StoredCheckAsync();
            var withdrawn = _owedMails[owed..];
            var isComposed = _hasMails && withCheck && Happens(50);
            if (isComposed) await ComposeAsync();
            var imports = await _office.Imports.ListAsync(default);
            var outcome = await _office.Imports.UndoAsync(imports[0].Id, "财务人员", _office.Clock.GetUtcNow(), default);
            Assert.Equal((null, isComposed ? withdrawn.Count : 0), (outcome.Left, outcome.Withdrawn));
            before();
            (_numbers, _headings) = (numbers, headings);
            var mails = isComposed ? _queuedMails : _owedMails;
            mails.RemoveRange(mails.Count - withdrawn.Count, withdrawn.Count);
            Note(null, withCheck ? "the last file and its check undone" : "the last file undone");
        }

        private async Task CheckAsync()
        {
            switch (_chance.Next(100))
            {
                case < 5:
                    return;
                case < 13:
                    await KilledCheckAsync(_chance.Next(2) == 0 ? "load alerts" : "decide");
                    if (Happens(50)) return;
                    break;
                case < 21:
                    await KilledCheckAsync("commit");
                    if (Happens(50)) return;
                    break;
                case < 30:
                    await StoredCheckAsync();
                    break;
            }

            await StoredCheckAsync();
            if (!_hasMails || Happens(10)) return;
            await ComposeAsync();
            if (Happens(10)) return;
            await DeliverAsync();
        }

        /// <summary>A process that dies at the end of a phase; what it had committed stays.</summary>
        private async Task KilledCheckAsync(string phase)
        {
            Tick();
            Note(null, $"check killed after {phase}");
            using var death = new CancellationTokenSource();
            var check = new CheckJob(_office.Facts, _office.Alerts, _office.Mailboxes, new YearStore(_office.Store), _office.Settings, _office.Clock, new DeathLog(phase, death));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check.RunAsync(_day, mayLookBack: false, death.Token));
            if (phase == "commit") await CompareAsync();
        }

        private async Task StoredCheckAsync()
        {
            Tick();
            await _office.Check.RunAsync(_day, mayLookBack: false, default);
            await CompareAsync();
        }

        /// <summary>The notices of the check that was stored last beside those that the model foretells.</summary>
        private async Task CompareAsync()
        {
            Note(null, "check");
            var foretold = _model.Check(_day);
            var found = await NoticesAsync();
            var projects = foretold.Select(notice => notice.Project).Concat(found.Select(notice => notice.Project)).Distinct();
            foreach (var project in projects)
            {
                var (right, real) = (foretold.Where(notice => notice.Project == project).ToHashSet(), found.Where(notice => notice.Project == project).ToList());
                Assert.True(right.SetEquals(real) && right.Count == real.Count, Story(project, $"foretold:\n{string.Join('\n', right)}\nstored:\n{string.Join('\n', real)}"));
                foreach (var mail in right.GroupBy(notice => notice.Address)) _owedMails.Add($"{mail.Key} {HeadingOf(mail.Key, [.. mail])}");
                foreach (var notice in right)
                {
                    Told[notice.Reason] = Told.GetValueOrDefault(notice.Reason) + 1;
                    Note(project, $"  {Code(project)} {notice.Rule} {notice.Reason} {notice.Level} to {notice.Address}");
                }
            }
        }

        private async Task<IReadOnlyList<ModelNotice>> NoticesAsync()
        {
            await using var db = _office.Store.Context();
            var run = await db.CheckRuns.OrderByDescending(check => check.Id).Select(check => check.Id).FirstAsync();
            var rows = await db.Notices.AsNoTracking().Where(notice => notice.RunId == run).ToListAsync();
            var notices = new List<ModelNotice>();
            foreach (var row in rows)
            {
                var line = Assert.Single(JsonSerializer.Deserialize<List<LineSnapshot>>(row.Lines, StoredJson.Options)!);
                var project = int.Parse(line.ProjectCode[1..], CultureInfo.InvariantCulture);
                _numbers.TryAdd($"{line.Rule} {project}", line.Number!);
                Assert.True(_numbers[$"{line.Rule} {project}"] == line.Number, Story(project, $"another number: {line.Number}"));
                notices.Add(new ModelNotice(project, line.Rule, row.Reason, Levels.Parse(line.Level), row.RecipientAddress));
            }

            return notices;
        }

        private async Task ComposeAsync()
        {
            Tick();
            await new ComposeJob(_office.Outbox, _composer, _office.Bundles, _office.Settings, _office.Clock, NullLogger<ComposeJob>.Instance).RunAsync(default);
            _queuedMails.AddRange(_owedMails);
            _owedMails.Clear();
        }

        private async Task DeliverAsync()
        {
            Tick();
            var before = _office.Sent.Count;
            await _office.Deliver.RunAsync(_office.Clock.GetUtcNow().AddHours(1), _office.Clock.GetUtcNow().AddHours(1), default);
            var sent = _office.Sent[before..].Select(mail => $"{mail.Recipient} {Subject().Match(mail.Subject) switch { { Success: true } said => said.Groups["tags"].Value + said.Groups["about"].Value, _ => mail.Subject }}");
            var (missed, more) = (_queuedMails.ToList(), new List<string>());
            foreach (var mail in sent.Where(mail => !missed.Remove(mail))) more.Add(mail);
            if (missed.Concat(more).FirstOrDefault() is { } odd)
                Assert.Fail(Story(int.Parse(odd[1..4], CultureInfo.InvariantCulture), $"mails that did not come:\n{string.Join('\n', missed)}\nmails that nobody foretold:\n{string.Join('\n', more)}"));
            _queuedMails.Clear();
        }

        /// <summary>What goes on goes on under the heading that the person knows; what begins or gets worse has one of its own, and so has each list.</summary>
        private string HeadingOf(string address, List<ModelNotice> notices)
        {
            var own = SubjectOf(notices);
            if (own.EndsWith('项')) return own;
            var lead = notices.Find(notice => notice.Rule == AlertModel.Lag) ?? notices[0];
            var isNews = notices.Exists(notice => notice.Reason is "first-notice" or "raised");
            var known = isNews ? null : _headings.GetValueOrDefault((address, lead.Project, lead.Rule));
            foreach (var notice in notices)
            {
                if (known is null) _headings[(address, notice.Project, notice.Rule)] = own;
                else _headings.TryAdd((address, notice.Project, notice.Rule), known);
            }

            return known is null ? own : "Re: " + known;
        }

        /// <summary>How the mail that tells these notices begins, worked out from the contract of the mails.</summary>
        private static string SubjectOf(List<ModelNotice> notices)
        {
            var (lag, missing) = (notices.Find(notice => notice.Rule == AlertModel.Lag), notices.Find(notice => notice.Rule == AlertModel.Missing));
            var name = Name(notices[0].Project);
            var digest = notices.Exists(notice => notice.Reason == "reminder") ? "【催办】" : "【监控摘要】";
            if (missing is { Level: Level.Grey }) return $"{digest}未报送1项";
            if (lag is not { Level: not Level.Green }) return (lag?.Reason == "correction" ? "【更正】" : "【预警解除】") + name;
            var word = lag.Level == Level.Red ? "红色" : "黄色";
            if (missing is not null) return $"{digest}{word}1项、解除1项";
            return (lag.Reason switch { "reminder" => "【催办】", "correction" => "【更正】", _ => "" }) + $"【{word}预警】{name}";
        }

        private string Story(int project, string difference)
        {
            var entity = AlertModel.EntityOf(project);
            return $"MONITORWORKER_MODEL_SEED={_seed} MONITORWORKER_MODEL_RUNS=1, project {Code(project)} of {Entity(project)}, held {_hold.For} and {_hold.HoldOn}:\n"
                + string.Join('\n', _script.Where(line => line.Entity == entity || line.Entity < 0).Select(line => line.Words))
                + $"\n{difference}";
        }
    }

    /// <summary>Ends the process, as it were, when a phase is over.</summary>
    private sealed class DeathLog(string phase, CancellationTokenSource death) : ILogger<CheckJob>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).StartsWith($"Phase {phase}:", StringComparison.Ordinal)) death.Cancel();
        }
    }
}
