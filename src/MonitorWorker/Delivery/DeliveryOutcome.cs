namespace MonitorWorker.Delivery;

/// <summary>How far an answer reaches that puts a mail off.</summary>
public enum DeferralScope
{
    /// <summary>This mail alone.</summary>
    Mail,

    /// <summary>Nobody's fault in particular: the connection broke under way. Time and again it is the server's.</summary>
    Connection,

    /// <summary>Every mail to the recipient's domain.</summary>
    Domain,

    /// <summary>Every mail: the server cannot be reached, or takes nothing just now.</summary>
    Server,

    /// <summary>Every mail: the provider has set us a limit, and means it whoever asks.</summary>
    Provider,
}

/// <summary>What became of one try to hand one message to the mail server.</summary>
public abstract record DeliveryOutcome(string Detail)
{
    /// <summary>One word for it, as it is stored with the try.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The server answered 250 (or the file is on disk): done.</summary>
    public sealed record Accepted(string Detail) : DeliveryOutcome(Detail);

    /// <summary>Try again later: this message, this address, or the server is busy. <paramref name="InDoubt"/> tells that the
    /// message was sent whole and only the answer was lost, so that it may have arrived.</summary>
    public sealed record Deferred(string Detail, TimeSpan? NotBefore = null, bool InDoubt = false) : DeliveryOutcome(Detail)
    {
        /// <summary>What is written down of a try that the program's own end broke off.</summary>
        public const string Stopped = "stopped while sending";

        /// <summary>What waits with it.</summary>
        public DeferralScope Scope { get; init; }

        /// <summary>How long it is worth trying where that is less than the usual lifetime of a mail; null is the usual.</summary>
        public TimeSpan? Lifetime { get; init; }

        public override string Name => NameOf(Scope);

        /// <summary>The word that is stored for a deferral of this reach.</summary>
        public static string NameOf(DeferralScope scope) => scope == DeferralScope.Mail ? nameof(Deferred) : nameof(Deferred) + scope;
    }

    /// <summary>Final for this recipient and no other.</summary>
    public sealed record Rejected(string Detail) : DeliveryOutcome(Detail);

    /// <summary>The server takes no mail of this size; a shorter one may pass.</summary>
    /// <param name="Limit">Bytes that it takes; null where it did not say.</param>
    public sealed record Oversized(string Detail, long? Limit = null) : DeliveryOutcome(Detail);

    /// <summary>The channel itself is not usable (login refused, certificate not trusted, STARTTLS missing): nothing else is tried
    /// now, the message keeps its place.</summary>
    public sealed record Broken(string Detail) : DeliveryOutcome(Detail)
    {
        /// <summary>What is stored of a login that was refused: to try it time and again locks the account.</summary>
        public const string RefusedLogin = nameof(RefusedLogin);

        /// <summary>The server has refused name and password.</summary>
        public bool IsLogin { get; init; }

        public override string Name => IsLogin ? RefusedLogin : nameof(Broken);
    }
}
