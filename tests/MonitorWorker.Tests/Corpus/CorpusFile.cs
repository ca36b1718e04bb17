namespace MonitorWorker.Tests.Corpus;

/// <summary>One file as an office might drop it; what must come out stands in Expected/ under the same name.</summary>
public sealed record CorpusFile(string Name, byte[] Bytes)
{
    public override string ToString() => Name;
}
