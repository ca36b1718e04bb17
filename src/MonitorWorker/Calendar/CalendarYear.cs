namespace MonitorWorker.Calendar;

/// <summary>One holiday (节假日) with all its days off; some of them may be days of a weekend.</summary>
public sealed record Holiday(string Name, IReadOnlyList<DateOnly> Days);

/// <summary>The working days of one country and year, as its government announces them.</summary>
/// <param name="Country">As in the name of the file: <c>cn</c>.</param>
/// <param name="Basis">The document that announces them; null where nobody wrote it down.</param>
/// <param name="Weekend">Days off of each week; never all seven.</param>
/// <param name="MakeUpDays">Days of a weekend on which people work all the same (调休上班).</param>
public sealed record CalendarYear(
    string Country,
    int Year,
    string? Basis,
    IReadOnlyList<DayOfWeek> Weekend,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<DateOnly> MakeUpDays);
