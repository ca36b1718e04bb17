using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>The tables. Stores beside this class use them; no other room does.</summary>
internal sealed class MonitorDb(DbContextOptions<MonitorDb> options) : DbContext(options)
{
    public DbSet<ImportBatchRow> ImportBatches => Set<ImportBatchRow>();

    public DbSet<ReceiptRow> Receipts => Set<ReceiptRow>();

    public DbSet<RowProblemRow> RowProblems => Set<RowProblemRow>();

    public DbSet<BudgetLineRow> BudgetLines => Set<BudgetLineRow>();

    public DbSet<AdjustmentRow> Adjustments => Set<AdjustmentRow>();

    public DbSet<ExecutionRow> Executions => Set<ExecutionRow>();

    public DbSet<StatedOutturnRow> StatedOutturns => Set<StatedOutturnRow>();

    public DbSet<SpendingPlanRow> SpendingPlan => Set<SpendingPlanRow>();

    public DbSet<IndicatorRow> Indicators => Set<IndicatorRow>();

    public DbSet<IndicatorReadingRow> IndicatorReadings => Set<IndicatorReadingRow>();

    public DbSet<StatedFigureRow> StatedFigures => Set<StatedFigureRow>();

    public DbSet<SheetTotalRow> SheetTotals => Set<SheetTotalRow>();

    public DbSet<ContactRow> Contacts => Set<ContactRow>();

    public DbSet<CheckRunRow> CheckRuns => Set<CheckRunRow>();

    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    public DbSet<AlertTransitionRow> AlertTransitions => Set<AlertTransitionRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<GenerationRow> Generations => Set<GenerationRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<DeliveryAttemptRow> DeliveryAttempts => Set<DeliveryAttemptRow>();

    public DbSet<ScheduleRunRow> ScheduleRuns => Set<ScheduleRunRow>();

    public DbSet<TroubleRow> Troubles => Set<TroubleRow>();

    public DbSet<SilenceRow> Silences => Set<SilenceRow>();

    public DbSet<AcknowledgementRow> Acknowledgements => Set<AcknowledgementRow>();

    public DbSet<AnswerRow> Answers => Set<AnswerRow>();

    public DbSet<IncomingRow> Incoming => Set<IncomingRow>();

    public DbSet<MailboxRow> Mailboxes => Set<MailboxRow>();

    public DbSet<AddressMarkRow> AddressMarks => Set<AddressMarkRow>();

    public DbSet<HandoverRow> Handovers => Set<HandoverRow>();

    public DbSet<DisputeRow> Disputes => Set<DisputeRow>();

    public DbSet<ReadMarkRow> ReadMarks => Set<ReadMarkRow>();

    public DbSet<ReaderChoiceRow> ReaderChoices => Set<ReaderChoiceRow>();

    public DbSet<PersonHandoverRow> PersonHandovers => Set<PersonHandoverRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<MonitoringTaskRow> MonitoringTasks => Set<MonitoringTaskRow>();

    public DbSet<TaskNoticeRow> TaskNotices => Set<TaskNoticeRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => StoredTypes.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // Asked before every import: has this content been read?
        modelBuilder.Entity<ImportBatchRow>().HasIndex(row => row.Sha256).IsUnique();

        // Asked before every import of a source: what did it say last?
        modelBuilder.Entity<ImportBatchRow>().HasIndex(row => row.File);
        modelBuilder.Entity<TroubleRow>().HasIndex(row => new { row.Kind, row.Name }).IsUnique();

        // A check reads one fiscal year.
        modelBuilder.Entity<BudgetLineRow>().HasIndex(row => row.FiscalYear);
        modelBuilder.Entity<AdjustmentRow>().HasIndex(row => row.FiscalYear);
        modelBuilder.Entity<ExecutionRow>().HasIndex(row => row.FiscalYear);
        modelBuilder.Entity<StatedOutturnRow>().HasIndex(row => row.Month);
        modelBuilder.Entity<SpendingPlanRow>().HasIndex(row => row.FiscalYear);
        modelBuilder.Entity<IndicatorRow>().HasIndex(row => row.FiscalYear);
        modelBuilder.Entity<IndicatorReadingRow>().HasIndex(row => row.Month);
        modelBuilder.Entity<StatedFigureRow>().HasIndex(row => row.Month);
        Type[] facts =
        [
            typeof(BudgetLineRow), typeof(AdjustmentRow), typeof(ExecutionRow), typeof(StatedOutturnRow), typeof(SpendingPlanRow), typeof(IndicatorRow),
            typeof(IndicatorReadingRow), typeof(StatedFigureRow), typeof(SheetTotalRow), typeof(ContactRow), typeof(MonitoringTaskRow), typeof(RowProblemRow),
        ];
        foreach (var fact in facts)
            modelBuilder.Entity(fact).HasOne(typeof(ImportBatchRow)).WithMany().HasForeignKey("BatchId").OnDelete(DeleteBehavior.Cascade);

        modelBuilder.Entity<ReceiptRow>().HasIndex(row => row.BatchId).IsUnique();
        modelBuilder.Entity<ReceiptRow>().HasOne<ImportBatchRow>().WithMany().HasForeignKey(row => row.BatchId).OnDelete(DeleteBehavior.Cascade);

        // The alert of a finding is looked up by its key; the number stands in mails.
        modelBuilder.Entity<AlertRow>().HasIndex(row => row.Key).IsUnique();
        modelBuilder.Entity<AlertRow>().HasIndex(row => row.Number).IsUnique();
        modelBuilder.Entity<AlertTransitionRow>().HasOne(row => row.Alert).WithMany().HasForeignKey(row => row.AlertId);

        // Asked for each alert: what did people say of it?
        modelBuilder.Entity<AcknowledgementRow>().HasOne(row => row.Alert).WithMany().HasForeignKey(row => row.AlertId).OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<AnswerRow>().HasOne(row => row.Alert).WithMany().HasForeignKey(row => row.AlertId).OnDelete(DeleteBehavior.Cascade);

        modelBuilder.Entity<HandoverRow>().HasOne(row => row.Alert).WithMany().HasForeignKey(row => row.AlertId).OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<DisputeRow>().HasOne(row => row.Alert).WithMany().HasForeignKey(row => row.AlertId).OnDelete(DeleteBehavior.Cascade);

        // A mail is taken in once, under whatever number it lies in the mailbox.
        modelBuilder.Entity<IncomingRow>().HasIndex(row => row.Identity).IsUnique();
        modelBuilder.Entity<IncomingRow>().HasIndex(row => new { row.Mailbox, row.Validity, row.Uid });
        modelBuilder.Entity<MailboxRow>().HasIndex(row => row.Name).IsUnique();
        modelBuilder.Entity<AddressMarkRow>().HasIndex(row => row.Address);
        modelBuilder.Entity<ReaderChoiceRow>().HasIndex(row => row.Address).IsUnique();

        // An auditor asks for one alert's book; triggers keep every row as it was written.
        modelBuilder.Entity<AuditRow>().HasIndex(row => row.AlertKey);

        // Nobody is told of the same occasion of a task twice, whatever runs again.
        modelBuilder.Entity<TaskNoticeRow>().HasIndex(row => new { row.Task, row.EntityCode, row.RecipientAddress, row.Occasion }).IsUnique();

        // Nobody is told the same change twice, whatever runs again.
        modelBuilder.Entity<NoticeRow>().HasIndex(row => new { row.TransitionId, row.RecipientAddress }).IsUnique();
        // The composer asks for notices without a mail.
        modelBuilder.Entity<NoticeRow>().HasIndex(row => row.OutboxId);
        modelBuilder.Entity<NoticeRow>().HasOne(row => row.Transition).WithMany().HasForeignKey(row => row.TransitionId);
        modelBuilder.Entity<NoticeRow>().HasOne(row => row.Outbox).WithMany().HasForeignKey(row => row.OutboxId);

        // The same notices make the same Message-ID, so that a mail composed again is refused here.
        modelBuilder.Entity<OutboxRow>().HasIndex(row => row.MessageId).IsUnique();
        // The sender asks for what is due.
        modelBuilder.Entity<OutboxRow>().HasIndex(row => new { row.State, row.NextAttempt });
        modelBuilder.Entity<DeliveryAttemptRow>().HasIndex(row => row.OutboxId);

        // A due time is claimed by inserting it.
        modelBuilder.Entity<ScheduleRunRow>().HasIndex(row => new { row.Schedule, row.Due }).IsUnique();
    }
}
