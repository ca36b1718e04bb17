using Microsoft.Extensions.Logging;
using MonitorWorker.Notifications;
using MonitorWorker.Reports;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Reporting;

/// <summary>Not one file of a report could be made, or somebody's mail could not be written: the administrators are told as of any job that fails.</summary>
public sealed class ReportFailedException(string message) : Exception(message);

/// <summary>
/// Makes a report at its due time and mails it, to each person what they may see all of. The mail of a person is stored once for a due time: its Message-ID
/// follows from due time, report and address, so that a run that was cut off goes on with those who have none yet.
/// </summary>
public sealed class ReportJob(
    ReportLoader loader, ReportMaker maker, FactStore facts, ReportStore told, ComposeJob compose, MailComposer composer, OfficeSettings office, ReportTroubles troubles, TimeProvider clock, ILogger<ReportJob> log)
{
    /// <param name="name">One of the office's reports.</param>
    /// <param name="runId">Identity of the due time: its mails are stored once, whatever runs again.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    /// <exception cref="ArgumentException">There is no such report.</exception>
    /// <exception cref="ReportFailedException">Not one file could be made: nobody gets a mail; or not all mails could be written.</exception>
    public async Task<int> RunAsync(string name, string runId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var definition = office.Reports.FirstOrDefault(report => report.Name == name)
            ?? throw new ArgumentException($"There is no report '{name}': expected {string.Join(", ", office.Reports.Select(report => report.Name))}.", nameof(name));
        var book = await loader.LoadAsync(asOf, cancellationToken);
        if (book.Now.FiscalYear is null) throw new ReportFailedException($"报告“{definition.Title}”没有生成：截至{asOf:yyyy-MM-dd}没有预算数据");

        var plans = ReportMaker.Plan(definition, book);
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), asOf, office.CatchAll, office.Routes);
        var readers = ReportAudience.Of(definition, plans, router).ToList();
        foreach (var blind in router.Holders(definition.To).Where(holder => readers.TrueForAll(reader => !reader.Recipient.Address.Equals(holder.Address, StringComparison.OrdinalIgnoreCase))))
            log.LogWarning(CheckEvents.ReportReaderBlind, "Report {Report}: {Recipient} holds one of its roles and gets nothing: none of its files is about what this person may see all of", name, blind.Address);
        var known = await told.LoadToldAsync([.. readers.Select(reader => compose.ReportIdOf(reader.Recipient.Address, name, runId))], cancellationToken);
        var waiting = readers.Where(reader => !known.Contains(compose.ReportIdOf(reader.Recipient.Address, name, runId))).ToList();
        if (waiting.Count == 0) return 0;

        foreach (var held in book.Held) log.LogWarning(CheckEvents.ReportFileHeld, "Report {Report}: the file {File} is held and counts for nothing: {Reason}", name, held.File, held.Reason);
        using var shelf = new ReportShelf();
        foreach (var made in maker.Make(definition, book, cancellationToken)) shelf.Add(made);
        foreach (var (of, part) in shelf.Failed) log.LogError(CheckEvents.ReportPartFailed, "Report {Report}: {File} ({Entity}) could not be made: {Reason}", name, part.Name, of.Name, part.Why);
        await troubles.TellAsync(definition, shelf, cancellationToken);
        if (shelf.Files.Count == 0)
            throw new ReportFailedException($"报告“{definition.Title}”的文件一个也没有生成：{(shelf.Failed.Count == 0 ? "没有要报告的单位或项目" : $"{shelf.Failed[0].Part.Name}：{shelf.Failed[0].Part.Why}")}");

        var (composed, untold) = (0, new List<string>());
        foreach (var reader in waiting)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await TellAsync(reader, definition, book, plans, shelf, runId, cancellationToken)) composed++;
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                log.LogError(CheckEvents.ReportMailFailed, e, "The report {Report} to {Recipient} could not be written; the other people's mails go on", name, reader.Recipient.Address);
                untold.Add(reader.Recipient.Address);
            }
        }

        if (untold.Count > 0) throw new ReportFailedException($"报告“{definition.Title}”的邮件没有写成：{string.Join("、", untold)}");
        log.LogInformation(CheckEvents.ReportMade, "Report {Report} ({Run}): {Files} files, {Failed} could not be made, {Mails} mails", name, runId, shelf.Files.Count, shelf.Failed.Count, composed);
        return composed;
    }

    /// <summary>The mail of the first report about its first entity, as it would be written now, for whoever edits the template; null where there are no data.</summary>
    public async Task<RenderedMail?> PreviewAsync(MailContext context, DateOnly asOf, CancellationToken cancellationToken)
    {
        var book = await loader.LoadAsync(asOf, cancellationToken);
        if (book.Now.FiscalYear is null || office.Reports.Count == 0) return null;
        var definition = office.Reports[0];
        if (ReportMaker.Plan(definition, book) is not [var plan, ..]) return null;

        using var shelf = new ReportShelf();
        shelf.Add(maker.Make(plan.EntityCode is { } code ? definition.Only([code]) : definition, book, cancellationToken).First());
        var reader = new ReportReader(office.CatchAll, new HashSet<string>(plan.EntityCode is null ? [] : [plan.EntityCode]), plan.EntityCode is null);
        var parcel = ReportParcel.Of(shelf.Files, definition, book);
        return composer.ComposeReport(context with { DataAsOf = JudgedDay(book, reader) }, Notice(reader, definition, book, [plan], shelf, parcel));
    }

    /// <summary>The same job that writes its mails without making a file, to look ahead.</summary>
    internal ReportJob WithoutFiles() => new(loader, new ReportMaker(new NoParts()), facts, told, compose, composer, office, troubles, clock, log);

    private async Task<bool> TellAsync(
        ReportReader reader, ReportDefinition definition, ReportBook book, IReadOnlyList<PlannedReport> plans, ReportShelf shelf, string runId, CancellationToken cancellationToken)
    {
        var parcel = ReportParcel.Of([.. shelf.Files.Where(file => reader.Gets(file.Of))], definition, book);
        var mail = compose.ComposeReport(reader.Recipient, Notice(reader, definition, book, plans, shelf, parcel), runId, JudgedDay(book, reader), parcel.Attachments);
        return await told.TryTellAsync(mail, clock.GetUtcNow(), cancellationToken);
    }

    private static ReportNotice Notice(ReportReader reader, ReportDefinition definition, ReportBook book, IReadOnlyList<PlannedReport> plans, ReportShelf shelf, ReportParcel parcel)
    {
        var lines = book.Now.Positions.Select(judged => judged.Position).Where(position => Sees(reader, position.Key.EntityCode)).ToList();
        var mine = plans.Where(plan => plan.EntityCode is not null && reader.Gets(plan)).Select(plan => plan.Name).ToList();
        var all = lines.DistinctBy(line => line.Key.EntityCode).Select(line => line.EntityName ?? (line.Key.EntityCode.Length == 0 ? book.OfficeName : line.Key.EntityCode)).ToList();
        return new ReportNotice(definition.Name, definition.Title, book.Now.FiscalYear, ReportMaker.PeriodOf(lines)?.ToString(), reader.SeesAll ? all : mine, book.Now.Rules.Name)
        {
            Matters = ReportMatters.Of(book, code => code is null ? reader.SeesAll : Sees(reader, code)),
            Files = parcel.Notes,
            Failed = [.. shelf.Failed.Where(failed => reader.Gets(failed.Of)).Select(failed => new ReportGap(mine.Count > 1 && failed.Of.EntityCode is not null ? $"{failed.Of.Name} {failed.Part.Name}" : failed.Part.Name, failed.Part.ForReaders))],
            LeftOut = parcel.LeftOut,
        };
    }

    private static DateOnly? JudgedDay(ReportBook book, ReportReader reader) =>
        book.Now.Positions.Where(judged => judged.Position.Period is not null && Sees(reader, judged.Position.Key.EntityCode)).Max(judged => (DateOnly?)judged.Position.JudgedDay);

    private static bool Sees(ReportReader reader, string entityCode) => reader.SeesAll || reader.Entities.Contains(entityCode);

    private sealed class NoParts : IPartMaker
    {
        public byte[] Make(ReportPart part, ReportBook book, string? entityCode, string? projectCode) => [];
    }
}
