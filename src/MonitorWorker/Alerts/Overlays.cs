using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>
/// What people have said about alerts: silences, acknowledgements and answers. They lie over an alert and never change its state, so that
/// what is true is always known, whoever is told.
/// </summary>
/// <param name="Silences">Those that nobody has ended.</param>
/// <param name="Acknowledgements">The latest of each alert's present episode, by key.</param>
/// <param name="Answers">The latest of each alert's present episode, by key.</param>
public sealed record Overlays(
    IReadOnlyList<Silence> Silences, IReadOnlyDictionary<string, Acknowledgement> Acknowledgements, IReadOnlyDictionary<string, Answer> Answers)
{
    /// <summary>The latest of each alert's present episode, by key.</summary>
    public IReadOnlyDictionary<string, Dispute> Disputes { get; init; } = new Dictionary<string, Dispute>();

    /// <summary>Those of each alert's present episode in their order, by key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Handover>> Handovers { get; init; } = new Dictionary<string, IReadOnlyList<Handover>>();

    /// <summary>Who has said to have read of each alert in its present episode, by key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ReadBy { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public static Overlays None { get; } = new([], new Dictionary<string, Acknowledgement>(), new Dictionary<string, Answer>());

    /// <summary>Why nobody is to be told of an alert at a level on a day; null where people are told.</summary>
    public Silence? Mute(string alertKey, Level level, DateOnly day) => Silences.FirstOrDefault(silence => silence.Holds(day) && silence.Covers(alertKey, level));
}

/// <summary>Somebody has taken an alert on: nobody is reminded and nothing escalates until a day, or until it gets worse.</summary>
/// <param name="Level">Level that was acknowledged.</param>
/// <param name="Until">Last day on which it holds.</param>
public sealed record Acknowledgement(Level Level, string Author, string Reason, DateOnly Until)
{
    public bool Holds(Level level, DateOnly day) => day <= Until && level <= Level;
}

/// <summary>What the person responsible has said about an alert.</summary>
/// <param name="Cause">偏差原因; empty where none was named.</param>
/// <param name="Measure">整改措施; null where none was named.</param>
/// <param name="DueDate">预计完成日期; null where none was named: then the clock goes on.</param>
/// <param name="PromisedRate">Execution rate promised for that day, percent; null where none was.</param>
/// <param name="On">Day on which it was given.</param>
public sealed record Answer(string Cause, string? Measure, DateOnly? DueDate, decimal? PromisedRate, string By, DateOnly On, DateTimeOffset At)
{
    /// <summary>Address it came from, lower case; null where it came another way.</summary>
    public string? ByAddress { get; init; }

    /// <summary>How it came, e.g. 电话; null where it came by mail.</summary>
    public string? Via { get; init; }

    /// <summary>Who wrote it down for the other (代录); null where nobody had to.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>Cause, measure and date are all named.</summary>
    public bool IsWhole => Cause.Length > 0 && Measure is not null && DueDate is not null;
}

/// <summary>Somebody says that the figures are wrong: nobody is reminded and nothing escalates while that is looked into.</summary>
/// <param name="Says">The right figure and where it stands, as it was written; empty where nothing was.</param>
/// <param name="Until">Last day on which reminders wait.</param>
public sealed record Dispute(string By, string Says, DateOnly Until);

/// <summary>Somebody has handed an alert over to somebody else, who is told in the other's place.</summary>
/// <param name="Accepted">True once the new person has replied; until then the old one is told as well.</param>
public sealed record Handover(long Id, string FromName, string FromAddress, string ToName, string ToAddress, bool Accepted)
{
    /// <summary>The whole office went over (交接) and this alert with it: the address book says who is told, this only who had it before.</summary>
    public bool IsOfOffice { get; init; }
}
