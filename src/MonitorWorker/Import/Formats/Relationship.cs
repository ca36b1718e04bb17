namespace MonitorWorker.Import.Formats;

/// <summary>One part of a package pointing at another.</summary>
internal sealed record Relationship(string Id, string Type, string Target)
{
    /// <summary>By the last word of its type, which is the same in the transitional and the strict standard.</summary>
    public bool Is(string type) => Type.EndsWith("/" + type, StringComparison.Ordinal);
}
