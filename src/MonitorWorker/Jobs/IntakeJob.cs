namespace MonitorWorker.Jobs;

/// <summary>Everything that comes in by itself: the files of the inbox, then the databases that are sources.</summary>
public sealed class IntakeJob(ImportJob files, SourceJob sources)
{
    /// <param name="keepFiles">True leaves read files where they are, as a dry run must.</param>
    public async Task<IReadOnlyList<ImportedFile>> RunAsync(bool keepFiles, CancellationToken cancellationToken) =>
        [.. await files.RunAsync(keepFiles, cancellationToken), .. await sources.RunAsync(cancellationToken)];

    /// <summary>The files of the inbox alone.</summary>
    public Task<IReadOnlyList<ImportedFile>> RunFilesAsync(CancellationToken cancellationToken) => files.RunAsync(keepFiles: false, cancellationToken);
}
