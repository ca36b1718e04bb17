using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications;

/// <summary>What of the program's own needs can be in trouble; part of a trouble's identity together with its name.</summary>
public static class TroubleKind
{
    /// <summary>A database that is read as a source; the name is the source's.</summary>
    public const string Source = "source";

    /// <summary>A file of the inbox of which nothing could be used; the name is the file's.</summary>
    public const string File = "file";

    /// <summary>A mail template that fails; the name is the template file's.</summary>
    public const string Template = "template";

    /// <summary>The way mails leave.</summary>
    public const string Mail = "mail";

    /// <summary>A schedule that does not run, or whose job fails; the name is the schedule's.</summary>
    public const string Schedule = "schedule";

    /// <summary>A disk with little room; the name is where it is mounted.</summary>
    public const string Disk = "disk";

    /// <summary>A calendar without a year that it ought to have; the name is the country's.</summary>
    public const string Calendar = "calendar";

    /// <summary>The mailbox that replies are read from; the name is the mailbox's.</summary>
    public const string Mailbox = "mailbox";

    /// <summary>A mail that came in and could not be taken in; the name is its number and heading.</summary>
    public const string Incoming = "incoming";

    /// <summary>A change of the configuration that cannot be taken over while the service runs; the name is the main file's.</summary>
    public const string Configuration = "configuration";

    /// <summary>The port on which the service says how it is; the name is the port.</summary>
    public const string Http = "http";

    /// <summary>The address that the heartbeat calls; the name is its host.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Source, File, Template, Mail, Schedule, Disk, Calendar, Mailbox, Incoming, Configuration, Http, Heartbeat];

    /// <summary>As the console calls it.</summary>
    public static string Word(string kind) => Word(kind, MailWords.Chinese);

    /// <summary>As people call it.</summary>
    internal static string Word(string kind, MailWords words) =>
        All.Contains(kind) ? words["trouble." + kind] : kind;
}
