namespace MonitorWorker.Import.Formats;

/// <summary>A file that may be read over and over, but not for ever: a parser that runs in circles ends here.</summary>
internal sealed class BudgetedStream(Stream inner) : Stream
{
    private long _left = (inner.Length * 64) + (256 << 20);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => inner.Position = value; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        // A call costs something even where it brings nothing.
        _left -= 16 + count;
        if (_left < 0) throw Refusal.Damaged();
        return inner.Read(buffer, offset, count);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
