using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>
/// How every type of the model is stored, in one place. Money is whole fen: SQLite would keep a decimal as text and sort
/// it as text. Times are UTC text that sorts; words are words, so that the tables can be read with any tool.
/// </summary>
internal static class StoredTypes
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Configure(ModelConfigurationBuilder builder)
    {
        builder.Properties<Money>().HaveConversion<MoneyConverter>();
        builder.Properties<YearMonth>().HaveConversion<YearMonthConverter>();
        builder.Properties<DateTimeOffset>().HaveConversion<TimeConverter>();
        builder.Properties<Level>().HaveConversion<LevelConverter>();
        // Told figures keep the decimals that were written; they are neither sorted nor added in SQL.
        builder.Properties<decimal>().HaveConversion<DecimalConverter>();
        builder.Properties<IndicatorOperator>().HaveConversion<string>();
        builder.Properties<StatedItem>().HaveConversion<string>();
        builder.Properties<SpendingCategory>().HaveConversion<string>();
        builder.Properties<ScheduleKind>().HaveConversion<string>();
        builder.Properties<ContactRole>().HaveConversion<string>();
        builder.Properties<AttainmentLikelihood>().HaveConversion<string>();
        builder.Properties<AlertState>().HaveConversion<string>();
        builder.Properties<TransitionKind>().HaveConversion<string>();
        builder.Properties<SilenceKind>().HaveConversion<string>();
        builder.Properties<OutboxState>().HaveConversion<string>();
        builder.Properties<ImportState>().HaveConversion<string>();
    }

    /// <summary>The stored form of a time, for statements that bypass the model.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The time that a text was stored for.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    internal sealed class MoneyConverter() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));

    internal sealed class DecimalConverter() : ValueConverter<decimal, string>(
        number => number.ToString(CultureInfo.InvariantCulture), text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture));

    internal sealed class YearMonthConverter() : ValueConverter<YearMonth, string>(month => month.ToString(), text => YearMonth.Parse(text));

    internal sealed class LevelConverter() : ValueConverter<Level, string>(level => level.Code(), text => Levels.Parse(text));

    internal sealed class TimeConverter() : ValueConverter<DateTimeOffset, string>(
        time => Text(time), text => Time(text));
}
