namespace MonitorWorker.Import.Layouts;

/// <summary>What a header or a title says about time; either part may be missing.</summary>
/// <param name="Year">Four digits.</param>
/// <param name="Month">1 to 12: everything since January up to its end.</param>
internal readonly record struct ToldPeriod(int? Year, int? Month)
{
    public bool IsNothing => Year is null && Month is null;

    /// <summary>This, completed by what another place says.</summary>
    public ToldPeriod Or(ToldPeriod other) => new(Year ?? other.Year, Month ?? other.Month);

    public override string ToString() => $"{(Year is { } year ? $"{year}年" : "")}{(Month is { } month ? $"1-{month}月" : "")}";
}
