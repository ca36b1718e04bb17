using Microsoft.Extensions.Logging;

namespace MonitorWorker.Jobs;

/// <summary>Numbers of the log lines about reading files and databases: 2000 to 2999. <c>config/README.md</c> says what each means; a number is never given to another line.</summary>
internal static class ImportEvents
{
    public static readonly EventId FileRead = new(2001, nameof(FileRead));
    public static readonly EventId FileProgress = new(2002, nameof(FileProgress));
    public static readonly EventId FileNotWhole = new(2003, nameof(FileNotWhole));
    public static readonly EventId FileLocked = new(2004, nameof(FileLocked));
    public static readonly EventId FileNotMoved = new(2005, nameof(FileNotMoved));
    public static readonly EventId InboxGone = new(2006, nameof(InboxGone));
    public static readonly EventId FileFailed = new(2007, nameof(FileFailed));
    public static readonly EventId FileUnreadable = new(2008, nameof(FileUnreadable));
    public static readonly EventId FileHeld = new(2010, nameof(FileHeld));
    public static readonly EventId FiguresDiffer = new(2011, nameof(FiguresDiffer));
    public static readonly EventId ExecutionFalls = new(2012, nameof(ExecutionFalls));
    public static readonly EventId UnitSlip = new(2013, nameof(UnitSlip));
    public static readonly EventId RowRemark = new(2014, nameof(RowRemark));
    public static readonly EventId RowRefused = new(2015, nameof(RowRefused));
    public static readonly EventId MoreRefused = new(2016, nameof(MoreRefused));
    public static readonly EventId SourceFailed = new(2020, nameof(SourceFailed));
    public static readonly EventId SourceUnreadable = new(2021, nameof(SourceUnreadable));
    public static readonly EventId SourceRead = new(2022, nameof(SourceRead));
    public static readonly EventId ReceiptFailed = new(2030, nameof(ReceiptFailed));
}
