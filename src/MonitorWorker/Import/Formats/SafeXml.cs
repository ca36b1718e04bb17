using System.Text;
using System.Xml;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// Walks through XML from outside: no document type, no entity, nothing fetched, no nesting without end, no text
/// longer than a cell may hold. Elements are known by their local name, so that the transitional and the strict
/// namespace of OOXML read alike.
/// </summary>
internal sealed class SafeXml(Stream content, ReadLimits limits) : IDisposable
{
    private const int DeepestNesting = 64;

    private static readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly XmlReader _reader = XmlReader.Create(new GuardedStream(content, limits.InflatedBytes), _settings);
    private readonly StringBuilder _text = new();
    private readonly char[] _chunk = new char[4096];

    public bool IsEmpty => _reader.IsEmptyElement;

    public int Depth => _reader.Depth;

    public string Name => _reader.LocalName;

    public bool IsStart => _reader.NodeType == XmlNodeType.Element;

    public bool IsEnd => _reader.NodeType == XmlNodeType.EndElement;

    public bool Next()
    {
        if (!_reader.Read()) return false;
        if (_reader.Depth > DeepestNesting) throw Refusal.Damaged();
        return true;
    }

    public bool Starts(string name) => IsStart && _reader.LocalName == name;

    public bool Ends(string name) => IsEnd && _reader.LocalName == name;

    /// <summary>By local name, whatever its prefix.</summary>
    public string? Attribute(string name)
    {
        if (_reader.GetAttribute(name) is { } plain) return plain;
        for (var more = _reader.MoveToFirstAttribute(); more; more = _reader.MoveToNextAttribute())
        {
            if (_reader.LocalName != name || _reader.Prefix is "xmlns") continue;
            var value = _reader.Value;
            _reader.MoveToElement();
            return value;
        }

        _reader.MoveToElement();
        return null;
    }

    /// <summary>The attribute without a prefix.</summary>
    public string? Plain(string name) => _reader.GetAttribute(name);

    public string? Qualified(string name, string space) => _reader.GetAttribute(name, space);

    /// <summary>Moves behind the current element.</summary>
    public void Skip()
    {
        if (_reader.IsEmptyElement) return;
        var depth = _reader.Depth;
        while (Next() && !(IsEnd && _reader.Depth == depth))
        {
        }
    }

    /// <summary>All text inside the current element, without the named elements in it; moves to its end.</summary>
    public string Text(string except = "")
    {
        _text.Clear();
        if (_reader.IsEmptyElement) return "";
        var depth = _reader.Depth;
        while (Next() && !(IsEnd && _reader.Depth == depth))
        {
            if (IsStart && _reader.LocalName == except) Skip();
            else if (_reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace) AddText();
        }

        return _text.ToString();
    }

    public void Dispose() => _reader.Dispose();

    private void AddText()
    {
        int count;
        while ((count = _reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
        {
            _text.Append(_chunk, 0, count);
            if (_text.Length > limits.CellText * 4) throw Refusal.TooBig($"一个单元格的文字超过{limits.CellText}字");
        }
    }
}
