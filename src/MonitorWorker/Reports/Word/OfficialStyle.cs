namespace MonitorWorker.Reports.Word;

/// <summary>The look of official documents: page, grid, fonts and styles, as a Word file that the office edits in Word or WPS.</summary>
public sealed class OfficialStyle
{
    private OfficialStyle()
    {
    }

    /// <summary>As GB/T 9704-2012 has it, where the office keeps no file of its own.</summary>
    public static OfficialStyle BuiltIn { get; } = new();
}
