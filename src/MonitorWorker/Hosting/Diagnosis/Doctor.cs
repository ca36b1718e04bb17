using MonitorWorker.Hosting.Logs;

namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>Goes through all diagnoses, one after the other; one that throws or takes too long stops no other.</summary>
internal static class Doctor
{
    public static IReadOnlyList<IDiagnosis> All { get; } =
    [
        new VersionDiagnosis(),
        new ConfigDiagnosis(),
        new ClockDiagnosis(),
        new ZoneDiagnosis(),
        new CultureDiagnosis(),
        new DiskDiagnosis(),
        new FolderDiagnosis(),
        new DatabaseDiagnosis(),
        new AuditDiagnosis(),
        new SendingDiagnosis(),
        new MailboxDiagnosis(),
        new SecretDiagnosis(),
        new SourceDiagnosis(),
        new AddressBookDiagnosis(),
        new CalendarDiagnosis(),
        new ScheduleDiagnosis(),
        new FontDiagnosis(),
        new ServiceDiagnosis(),
    ];

    public static async IAsyncEnumerable<Diagnosed> ExamineAsync(
        IEnumerable<IDiagnosis> diagnoses, Patient patient, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var diagnosis in diagnoses)
        {
            foreach (var found in await LookAsync(diagnosis, patient, cancellationToken)) yield return found;
        }
    }

    private static async Task<IReadOnlyList<Diagnosed>> LookAsync(IDiagnosis diagnosis, Patient patient, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(diagnosis.Patience, patient.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // By itself: a disk that hangs gives no heed to a token.
            return await Task.Run(() => diagnosis.LookAsync(patient, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [Diagnosed.Bad(diagnosis.Name, $"{diagnosis.Patience.TotalSeconds:0}秒内没有结果", "所在的磁盘、网络或服务器没有响应，先检查它")];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [Diagnosed.Bad(diagnosis.Name, LogText.Clean(e.Message), "按原因处理；加 --verbose 重试可看详情")];
        }
    }
}
