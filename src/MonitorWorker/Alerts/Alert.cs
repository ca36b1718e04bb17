using MonitorWorker.Rules;

namespace MonitorWorker.Alerts;

/// <summary>Where an alert is in its life.</summary>
public enum AlertState
{
    /// <summary>Found, but not yet for as long as the rule asks.</summary>
    Pending,

    /// <summary>Open.</summary>
    Firing,

    /// <summary>Put right; a new breach opens a new episode.</summary>
    Resolved,
}

/// <summary>What is known of an alert before a check. Lives as long as the line does, over restarts and months.</summary>
/// <param name="Number">预警编号, e.g. YJ-2024-0007: one alert, one number, one conversation.</param>
/// <param name="Episode">How often it has been opened, from 1.</param>
public sealed record Alert(string Key, string Number, AlertState State, Level Level, int Episode);
