namespace MonitorWorker.Performance;

/// <summary>By which of its figures an indicator is judged.</summary>
public enum IndicatorMeasure
{
    /// <summary>A sum that grows over the year: by <see cref="IndicatorAttainment.AgainstSchedule"/>.</summary>
    Schedule,

    /// <summary>A limit, or a state at a time: by <see cref="IndicatorAttainment.InRange"/> alone.</summary>
    Range,

    /// <summary>定性: by <see cref="IndicatorAttainment.Grade"/>.</summary>
    Grade,
}
