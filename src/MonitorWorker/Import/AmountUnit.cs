using MonitorWorker.Budgets;

namespace MonitorWorker.Import;

/// <summary>The unit of an amount column: 元, 万元 or 亿元.</summary>
/// <param name="Name">As headers write it.</param>
/// <param name="Yuan">Yuan in one unit.</param>
public sealed record AmountUnit(string Name, decimal Yuan)
{
    public static readonly AmountUnit[] All = [new("元", 1m), new("万元", 10_000m), new("亿元", 100_000_000m)];

    /// <exception cref="ArgumentException">Not one of 元, 万元, 亿元.</exception>
    public static AmountUnit Named(string name) =>
        Array.Find(All, unit => unit.Name == name)
        ?? throw new ArgumentException($"Unknown amount unit '{name}': expected 元, 万元 or 亿元.", nameof(name));

    /// <summary>Whole fen, half away from zero.</summary>
    /// <exception cref="OverflowException">Too large to be money.</exception>
    public Money ToMoney(decimal amount) => Money.FromYuan(checked(amount * Yuan));
}
