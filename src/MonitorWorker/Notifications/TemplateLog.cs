namespace MonitorWorker.Notifications;

/// <summary>How the templates did since it was last asked: which kinds of mail were written by them, and which had to fall back.</summary>
public sealed class TemplateLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TemplateProblem?> _kinds = [];

    /// <summary>Forgets what it gives: a kind of which one mail failed counts as failed, whatever others did.</summary>
    public IReadOnlyList<(string Kind, TemplateProblem? Problem)> Take()
    {
        lock (_lock)
        {
            List<(string, TemplateProblem?)> taken = [.. _kinds.Select(pair => (pair.Key, pair.Value))];
            _kinds.Clear();
            return taken;
        }
    }

    internal void Add(string kind, TemplateProblem? problem)
    {
        lock (_lock) _kinds[kind] = problem ?? _kinds.GetValueOrDefault(kind);
    }
}
