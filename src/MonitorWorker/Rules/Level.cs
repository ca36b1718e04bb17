namespace MonitorWorker.Rules;

/// <summary>预警等级 in order of urgency. Blue is overachieved or overspent, grey is "cannot be told".</summary>
public enum Level
{
    /// <summary>绿: on schedule.</summary>
    Green,

    /// <summary>蓝: above 100 %.</summary>
    Blue,

    /// <summary>灰: no data, or no verdict possible.</summary>
    Grey,

    /// <summary>黄: behind.</summary>
    Yellow,

    /// <summary>红: far behind.</summary>
    Red,
}

/// <summary>Levels as JSON and the store spell them.</summary>
public static class Levels
{
    public static string Code(this Level level) => level switch
    {
        Level.Green => "green",
        Level.Blue => "blue",
        Level.Grey => "grey",
        Level.Yellow => "yellow",
        _ => "red",
    };

    /// <exception cref="FormatException">Not a level.</exception>
    public static Level Parse(string code) => code switch
    {
        "green" => Level.Green,
        "blue" => Level.Blue,
        "grey" => Level.Grey,
        "yellow" => Level.Yellow,
        "red" => Level.Red,
        _ => throw new FormatException($"'{code}' is not a level: expected green, blue, grey, yellow or red."),
    };
}
