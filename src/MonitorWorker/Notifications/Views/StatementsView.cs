using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>The stated figures of a digest, totals first; what is too many for a mail is counted.</summary>
internal sealed class StatementsView
{
    public StatementsView(IReadOnlyList<StatementSnapshot> statements, int shown, MailWords words)
    {
        Items = [.. statements.Take(shown).Select(statement => new StatementView(statement, words))];
        Count = Figures.Count(statements.Count);
        MoreCount = statements.Count > shown ? Figures.Count(statements.Count - shown) : null;
    }

    public IReadOnlyList<StatementView> Items { get; }

    public string Count { get; }

    public string? MoreCount { get; }
}
