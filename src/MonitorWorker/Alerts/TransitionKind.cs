namespace MonitorWorker.Alerts;

/// <summary>What happened to an alert.</summary>
public enum TransitionKind
{
    /// <summary>First breach, or the first after it was resolved, that lasted as long as the rule asks.</summary>
    Opened,

    /// <summary>Worse than before.</summary>
    Raised,

    /// <summary>Better than before, still open.</summary>
    Lowered,

    /// <summary>Put right.</summary>
    Resolved,

    /// <summary>Better than what was told, because revised data show that what was told was wrong.</summary>
    Corrected,

    /// <summary>A silence has ended, and what it held back is told.</summary>
    Told,

    /// <summary>Nobody has answered, and those who were told are reminded.</summary>
    Reminded,

    /// <summary>Nobody has answered, and the next role is told.</summary>
    Escalated,

    /// <summary>Somebody has taken it on.</summary>
    Acknowledged,

    /// <summary>Somebody has said why, what is done about it, and until when.</summary>
    Answered,

    /// <summary>Somebody has said something about it that is no whole answer of its own.</summary>
    Remarked,

    /// <summary>Somebody has handed it over to somebody else.</summary>
    HandedOver,

    /// <summary>Somebody says that its figures are wrong.</summary>
    Disputed,

    /// <summary>A mail about it came back, and the next person in line is told.</summary>
    Rerouted,

    /// <summary>Its budget year is over, and it was not put right: it is kept as it stood, and nothing judges it any more.</summary>
    YearEnded,
}
