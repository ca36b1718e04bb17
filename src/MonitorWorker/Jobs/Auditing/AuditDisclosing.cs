using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Auditing;

/// <summary>What of the audit's book may stand in a file: that something was told to somebody, and of a withheld project nothing more. The book itself holds everything.</summary>
public sealed class AuditDisclosing(WithheldProjects withheld)
{
    /// <summary>Stands in place of what is left out.</summary>
    public const string NotTold = "按规定不外发；在服务器上用 audit list --with-undisclosed 查看";

    private readonly HashSet<string> _numbers = [];

    /// <summary>Nothing is left out.</summary>
    public static AuditDisclosing None { get; } = new(WithheldProjects.None);

    /// <summary>Learns the numbers that may not be named, by which subjects of mails are known.</summary>
    /// <exception cref="StoreException">An entry cannot be read.</exception>
    public async Task LearnAsync(AuditBook book, long upTo, CancellationToken cancellationToken)
    {
        if (withheld.IsEmpty) return;
        await foreach (var line in book.ReadAsync(new AuditFilter { Events = [AuditEvent.Decided], UpTo = upTo }, cancellationToken))
        {
            if (line.Entry.AlertNumber is { } number && LevelOf(line) == Disclosure.None) _numbers.Add(number);
        }
    }

    public AuditLine Of(AuditLine line)
    {
        if (withheld.IsEmpty) return line;
        var (entry, level) = (line.Entry, LevelOf(line));
        return level == Disclosure.Full ? line : line with
        {
            Entry = entry with
            {
                AlertKey = null,
                AlertNumber = level == Disclosure.None ? null : entry.AlertNumber,
                Level = level == Disclosure.None ? null : entry.Level,
                Figures = entry.Event == AuditEvent.Decided ? AuditFigures.Write(new ToldFigures { Message = NotTold }) : null,
                Detail = entry.Detail is null ? null : NotTold,
                Reason = AuditEvent.OfTheProgram.Contains(entry.Event) ? entry.Reason : NotTold,
                SourceFile = entry.AlertKey is null ? entry.SourceFile : null,
                SourceSheet = null,
                SourceRow = null,
            },
        };
    }

    /// <summary>The subject of a mail.</summary>
    public string Subject(string subject) => withheld.AreNamedIn(subject) || _numbers.Any(number => subject.Contains(number, StringComparison.Ordinal)) ? "（不外发）" : subject;

    /// <summary>What somebody asked for by name.</summary>
    public string? Asked(string? project) => project is not null && withheld.Of(null, project) != Disclosure.Full ? "（不外发）" : project;

    private Disclosure LevelOf(AuditLine line)
    {
        var entry = line.Entry;
        if (entry.AlertKey is { } key && new FormerSubject(key).Line is var (entity, project)) return withheld.Of(entity, project);
        if (entry.Event == AuditEvent.Decided && AuditFigures.Read<ToldFigures>(line) is { Scope: { } scope } && withheld.TouchScope(scope)) return Disclosure.None;
        return withheld.AreNamedIn(entry.Detail) || withheld.AreNamedIn(entry.Figures) || withheld.AreNamedIn(entry.Reason) ? Disclosure.None : Disclosure.Full;
    }
}
