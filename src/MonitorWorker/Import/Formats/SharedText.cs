namespace MonitorWorker.Import.Formats;

/// <summary>The texts that the cells of a workbook point at.</summary>
internal sealed class SharedText(ReadLimits limits)
{
    private const int CostOfOne = 16;

    private readonly List<string> _texts = [];
    private long _cost;

    public void Add(string text)
    {
        _cost += text.Length + CostOfOne;
        if (_cost > limits.SharedText) throw Refusal.TooBig("文字内容过多");
        _texts.Add(text);
    }

    public string At(long index) => index >= 0 && index < _texts.Count ? _texts[(int)index] : throw Refusal.Damaged();
}
