using System.Globalization;
using System.Text;

namespace MonitorWorker.Import.Formats;

/// <summary>One table of a page while its tags go by; tags that were left out are closed where the next one begins.</summary>
internal sealed class HtmlTable(Allowance allowance)
{
    private readonly List<SourceRow> _rows = [];
    private readonly SpannedRows _cells = new(allowance);
    private readonly StringBuilder _text = new();
    private int _number;
    private int _column;
    private bool _inRow;
    private (int Across, int Down, string? Number)? _cell;

    public IReadOnlyList<SourceRow> Rows => _rows;

    public void BeginRow()
    {
        EndRow();
        _inRow = true;
        _column = 0;
        _cells.Begin(++_number);
    }

    public void EndRow()
    {
        EndCell();
        if (!_inRow) return;
        _inRow = false;
        var cells = _cells.Take();
        if (cells.Length == 0) return;
        allowance.Hold(cells.Length);
        _rows.Add(new SourceRow(_number, cells));
    }

    /// <param name="number">What Excel writes beside a number that is shown shortened.</param>
    public void BeginCell(int across, int down, string? number)
    {
        EndCell();
        if (!_inRow) BeginRow();
        _cell = (across, down, number);
    }

    public void EndCell()
    {
        if (_cell is not { } cell) return;
        _column = _cells.Free(_column);
        _cells.Place(_column, Value(cell.Number), cell.Across, cell.Down);
        _column += cell.Across;
        _cell = null;
        _text.Clear();
    }

    public void Add(string text)
    {
        if (_cell is null) return;
        foreach (var character in text)
        {
            if (character is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                if (_text.Length > 0 && _text[^1] is not (' ' or '\n')) _text.Append(' ');
            }
            else
            {
                _text.Append(character);
            }
        }

        allowance.Text(_text.Length, _number);
    }

    public void AddBreak()
    {
        if (_text.Length > 0 && _cell is not null) _text.Append('\n');
    }

    /// <summary>The exact number only where the text shows a rounding of it: not where it is a date, a percentage or a code.</summary>
    private object? Value(string? number)
    {
        var text = _text.Replace('\u00A0', ' ').ToString().Trim();
        if (text.Length == 0) return null;
        var isPlain = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) && !(text.Length > 1 && text[0] == '0' && text[1] != '.');
        return isPlain && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && double.IsFinite(exact) ? exact : text;
    }
}
