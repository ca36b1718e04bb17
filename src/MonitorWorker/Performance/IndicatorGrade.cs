namespace MonitorWorker.Performance;

/// <summary>The three grades of a qualitative indicator (财预〔2020〕10号).</summary>
public enum IndicatorGrade
{
    /// <summary>达成目标</summary>
    Met,

    /// <summary>部分达成目标并具有一定效果</summary>
    Partly,

    /// <summary>未达成目标且效果较差</summary>
    Missed,
}
