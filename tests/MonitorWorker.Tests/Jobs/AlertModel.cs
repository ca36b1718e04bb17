using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Jobs;

/// <summary>A notice that must be stored, and no other.</summary>
internal sealed record ModelNotice(int Project, string Rule, string Reason, Level Level, string Address);

/// <summary>Limits of pace by which the model judges, and the name and hash that they have in the office.</summary>
/// <param name="Off">The rule that does not judge; null where both do.</param>
internal sealed record ModelRules(string Name, char Hash, decimal Red, decimal Yellow, string? Off = null);

/// <summary>What somebody has said is not to be told; null matches all.</summary>
internal sealed record ModelSilence(long Id, int? Entity, int? Project, string? Rule, Level? UpTo, DateOnly From, DateOnly Until)
{
    /// <summary>Of a waiver: what was open in its scope when it was given; null where it is a silence.</summary>
    public IReadOnlyDictionary<(int Project, string Rule), Level>? Given { get; init; }

    public bool Holds(DateOnly day) => From <= day && day <= Until;

    public bool Matches((int Project, string Rule) subject) =>
        (Entity is null || Entity == AlertModel.EntityOf(subject.Project)) && (Project is null || Project == subject.Project) && (Rule is null || Rule == subject.Rule);
}

/// <summary>What is so with one rule of one project, and what its people believe of it.</summary>
internal sealed record ModelThread
{
    public bool Open { get; init; }

    public Level Level { get; init; }

    /// <summary>News that has not lasted long enough: the day it began, and the checks that found it.</summary>
    public (DateOnly Since, int Checks)? Waits { get; init; }

    /// <summary>Green where people believe nothing.</summary>
    public Level Believed { get; init; }

    /// <summary>Everybody who was told since people believed nothing.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Month of the figures that were told last.</summary>
    public int ToldMonth { get; init; }

    public char ToldRules { get; init; }

    /// <summary>Day of the check that spoke last.</summary>
    public DateOnly LastWord { get; init; }

    public (Level Level, DateOnly Until)? TakenOn { get; init; }

    /// <summary>What was promised last; null where the last answer had no date, or there is none.</summary>
    public DateOnly? Promised { get; init; }
}

/// <summary>
/// The life of alerts said a second time, as short as can be, from nothing but the figures that were handed in and the words of people. It
/// knows neither the store nor the functions that decide in the program: whatever both say alike, two have thought of.
/// </summary>
internal sealed class AlertModel(int projects, HoldPeriods hold)
{
    public const string Lag = "execution-lag";
    public const string Missing = "missing-data";
    private const int ProjectsOfEntity = 3;

    private Dictionary<(int Project, int Month), decimal> _figures = [];
    private Dictionary<(int Project, string Rule), ModelThread> _threads =
        Enumerable.Range(0, projects).SelectMany(project => new[] { (project, Lag), (project, Missing) }).ToDictionary(subject => subject, _ => new ModelThread());

    public required ModelRules Rules { get; set; }

    /// <summary>Those that nobody and nothing has ended.</summary>
    public List<ModelSilence> Silences { get; private set; } = [];

    public Dictionary<int, string> Addresses { get; } = [];

    public ModelThread this[int project, string rule]
    {
        get => _threads[(project, rule)];
        set => _threads[(project, rule)] = value;
    }

    public static int EntityOf(int project) => project / ProjectsOfEntity;

    /// <summary>万元: 12, 24 or 36, so that a month's schedule is 1, 2 or 3.</summary>
    public static decimal BudgetOf(int project) => 12 * (1 + project % 3);

    /// <param name="wan">Cumulative execution.</param>
    public void Report(int project, int month, decimal wan) => _figures[(project, month)] = wan;

    public IReadOnlyDictionary<(int Project, string Rule), Level> OpenIn(ModelSilence scope) =>
        _threads.Where(thread => thread.Value.Open && scope.Matches(thread.Key)).ToDictionary(thread => thread.Key, thread => thread.Value.Level);

    /// <summary>Everything as it is now, to come back to.</summary>
    public Action Snapshot()
    {
        var (figures, threads, silences) = (new Dictionary<(int, int), decimal>(_figures), new Dictionary<(int, string), ModelThread>(_threads), Silences.ToList());
        return () => (_figures, _threads, Silences) = (new(figures), new(threads), [.. silences]);
    }

    /// <summary>A check that is stored: what becomes of all, and what people must be told.</summary>
    public IReadOnlyList<ModelNotice> Check(DateOnly day)
    {
        var found = _threads.Keys.Select(subject => (Subject: subject, Level: LevelOf(subject, day))).Where(found => found.Level is not null).ToDictionary(found => found.Subject, found => found.Level!.Value);
        var now = found.ToDictionary(
            one => one.Key,
            one => one.Key.Rule == Rules.Off ? _threads[one.Key] with { Open = false, Level = Level.Green, Waits = null } : Become(_threads[one.Key], one.Value, day));
        Silences.RemoveAll(waiver => waiver is { Given: { } given } && waiver.Holds(day) && now.Any(one =>
            one.Value is { Open: true, Level: >= Level.Yellow } && waiver.Matches(one.Key) && one.Value.Level > given.GetValueOrDefault(one.Key, Level.Green)));
        var notices = new List<ModelNotice>();
        foreach (var (subject, thread) in now)
        {
            var (after, told) = Tell(subject, _threads[subject], thread, day);
            _threads[subject] = after;
            notices.AddRange(told);
        }

        return notices;
    }

    /// <summary>The entity's latest month that is over; null where it has told none.</summary>
    private int? MonthOf(int project, DateOnly day) => _figures.Keys
        .Where(figure => EntityOf(figure.Project) == EntityOf(project) && new YearMonth(2024, figure.Month).LastDay <= day)
        .Select(figure => (int?)figure.Month)
        .Max();

    /// <summary>Null where it cannot be told.</summary>
    private Level? LevelOf((int Project, string Rule) subject, DateOnly day)
    {
        if (subject.Rule == Rules.Off) return Level.Green;
        var month = MonthOf(subject.Project, day);
        decimal? figure = month is { } of && _figures.TryGetValue((subject.Project, of), out var wan) ? wan : null;
        if (subject.Rule == Missing) return figure is null ? Level.Grey : Level.Green;
        return figure is null ? null : PaceLevel(subject.Project, month!.Value, figure.Value);
    }

    private Level PaceLevel(int project, int month, decimal wan)
    {
        var due = BudgetOf(project) / 12 * month;
        return wan * 100 < Rules.Red * due ? Level.Red : wan * 100 < Rules.Yellow * due ? Level.Yellow : Level.Green;
    }

    private ModelThread Become(ModelThread thread, Level level, DateOnly day)
    {
        var isNews = thread.Open ? level < thread.Level : level > Level.Green;
        if (!isNews) return thread with { Level = thread.Open ? level : Level.Green, Waits = null };

        var waits = thread.Waits is { } before ? (before.Since, before.Checks + 1) : (day, 1);
        var period = thread.Open ? hold.HoldOn : hold.For;
        if (period.Count > (period.Unit == HoldUnit.Checks ? waits.Item2 : day.DayNumber - waits.Item1.DayNumber)) return thread with { Waits = waits };

        // What is opened again is another matter: nobody has taken it on, and nobody has promised anything.
        return thread.Open
            ? thread with { Open = level != Level.Green, Level = level, Waits = null }
            : thread with { Open = true, Level = level, Waits = null, TakenOn = null, Promised = null };
    }

    /// <summary>Better news goes to those who had the worse where the address book still knows their address, else to the person of today.</summary>
    private IReadOnlyList<string> Still(int project, IReadOnlyList<string> told) =>
        told.Count == 0 || told.Contains(Addresses[project]) ? [.. told.Where(address => address == Addresses[project])] : [Addresses[project]];

    /// <summary>The office works from Monday to Friday; a promise for a day off is one for the next working day.</summary>
    private static DateOnly Workday(DateOnly day) => day.AddDays(day.DayOfWeek switch { DayOfWeek.Saturday => 2, DayOfWeek.Sunday => 1, _ => 0 });

    private (ModelThread After, IEnumerable<ModelNotice> Told) Tell((int Project, string Rule) subject, ModelThread before, ModelThread now, DateOnly day)
    {
        var real = now.Open ? now.Level : Level.Green;
        var worse = real > now.Believed ? real : now.Believed;
        var isMuted = Silences.Exists(silence =>
            silence.Holds(day)
            && silence.Matches(subject)
            && worse <= (silence.UpTo ?? Level.Red)
            && (silence.Given is null || (silence.Given.TryGetValue(subject, out var given) && worse <= given && given <= (silence.UpTo ?? Level.Red))));
        // While news waits nobody is told what it is about to change, nor the news itself.
        if (isMuted || now.Waits is not null) return (now, []);

        if (real == now.Believed)
        {
            var isReminded = now.Open
                && (before.Level, before.Open, before.Waits) == (now.Level, now.Open, now.Waits)
                && now.Promised is { } promised && Workday(promised) < day && now.LastWord <= Workday(promised)
                && !(now.TakenOn is { } taken && day <= taken.Until && now.Level <= taken.Level);
            return isReminded ? Say("reminder", [Addresses[subject.Project]]) : (now, []);
        }

        if (now.Believed == Level.Green) return Say("first-notice", [Addresses[subject.Project]]);
        if (real > now.Believed) return Say("raised", [Addresses[subject.Project]]);
        var wasWrong = subject.Rule == Lag
            && Rules.Off != Lag
            && now.ToldRules == Rules.Hash
            && PaceLevel(subject.Project, now.ToldMonth, _figures[(subject.Project, now.ToldMonth)]) < now.Believed;
        return Say(wasWrong ? "correction" : real == Level.Green ? "resolved" : "lowered", Still(subject.Project, now.Told));

        (ModelThread, IEnumerable<ModelNotice>) Say(string reason, IReadOnlyList<string> addresses)
        {
            var after = now with { LastWord = day, Told = real == Level.Green ? [] : [.. now.Told.Union(addresses)] };
            if (reason != "reminder") after = after with { Believed = real, ToldMonth = MonthOf(subject.Project, day) ?? 0, ToldRules = Rules.Hash };
            return (after, addresses.Select(address => new ModelNotice(subject.Project, subject.Rule, reason, real, address)));
        }
    }
}
