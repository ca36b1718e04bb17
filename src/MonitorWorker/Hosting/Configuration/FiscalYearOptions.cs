using System.ComponentModel;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The days on which a budget year turns.</summary>
public sealed record FiscalYearOptions
{
    [Description("关账日: last day of the year on which payments are made (MM-dd). After it mails ask nobody to catch up, and nobody is reminded. Leave it out where that is the last day of the year.")]
    public string? ClosingDate { get; init; }

    [Description("Last day of the new year (MM-dd, in January, February or March) on which figures of December still change the old year's alerts (整理期); what is still open then ends with the year. Empty: the year ends with its last day. Default 01-20.")]
    public string SettleUntil { get; init; } = "01-20";

    [Description("Day (MM-dd) by which the year's budget ought to be approved (批复): from the day after, those whose budget is missing are asked for it, once. Empty asks nobody. Default 03-31.")]
    public string BudgetDue { get; init; } = "03-31";
}
