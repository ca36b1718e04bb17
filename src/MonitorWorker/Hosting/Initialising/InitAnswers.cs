namespace MonitorWorker.Hosting.Initialising;

/// <summary>What the command line says of a new office; null is not said, and asked for where there is a terminal.</summary>
internal sealed record InitRequest(string Folder)
{
    public string? Office { get; init; }

    public string? Admin { get; init; }

    public string? AdminName { get; init; }

    public string? From { get; init; }

    /// <summary>HOST or HOST:PORT.</summary>
    public string? Smtp { get; init; }

    public string? Security { get; init; }

    public string? SmtpUser { get; init; }

    public string? PasswordFile { get; init; }

    /// <summary>Null where none is named: then they are asked for.</summary>
    public IReadOnlyList<string>? AllowedDomains { get; init; }

    /// <summary>CODE=NAME each.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    public bool Force { get; init; }

    public bool Sample { get; init; }

    public bool SendTest { get; init; }
}

/// <summary>What is known of a new office, checked.</summary>
internal sealed record InitAnswers
{
    public required string Office { get; init; }

    public required string Admin { get; init; }

    public required string From { get; init; }

    /// <summary>Null where mails become files.</summary>
    public SmtpAnswers? Smtp { get; init; }

    public IReadOnlyList<string> AllowedDomains { get; init; } = [];

    public IReadOnlyList<EntityName> Entities { get; init; } = [];

    public bool Sample { get; init; }

    public bool SendTest { get; init; }

    /// <summary>Who the administrator is; stands in the address book of the sample and nowhere else.</summary>
    public string AdminName { get; init; } = "系统管理员";
}

/// <summary>The server that mails are handed to.</summary>
/// <param name="User">Null where it wants no login.</param>
/// <param name="PasswordFile">A file that is there already, absolute; null where there is none.</param>
/// <param name="Password">What was typed in and is written into a file of its own; null where none was.</param>
internal sealed record SmtpAnswers(string Host, int Port, string Security, string? User, string? PasswordFile, string? Password);

/// <summary>What was said cannot be used.</summary>
internal sealed class InitException(string message) : Exception(message);
