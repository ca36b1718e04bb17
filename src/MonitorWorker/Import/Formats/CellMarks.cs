namespace MonitorWorker.Import.Formats;

/// <summary>What a cell says that has no value: the error values of spreadsheets, and our word for a formula that nobody computed.</summary>
public static class CellMarks
{
    /// <summary>
    /// A formula that was saved without its value, as programs do that write workbooks without computing them. Formulas
    /// are never evaluated here, and a blank would be a silent loss.
    /// </summary>
    public const string NotComputed = "#公式没有算出的值!";

    /// <summary>A text from which every row reader can see that the cell holds no value; no number and no code looks like it.</summary>
    public static bool IsError(object? cell) =>
        cell is string { Length: > 2 } text && text[0] == '#'
        && (text is NotComputed or "#N/A" or "#DIV/0!" or "#VALUE!" or "#REF!" or "#NAME?" or "#NUM!" or "#NULL!" or "#GETTING_DATA" or "#SPILL!"
            or "#CALC!" or "#FIELD!" or "#BLOCKED!" or "#UNKNOWN!" or "#CONNECT!");

    /// <summary>The error codes of the binary formats.</summary>
    internal static string Error(int code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#UNKNOWN!",
    };
}
