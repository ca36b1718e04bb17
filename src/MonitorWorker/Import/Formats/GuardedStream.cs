namespace MonitorWorker.Import.Formats;

/// <summary>
/// Markup as it comes out of an archive, with two bounds that a parser does not have: bytes in all, and bytes from one
/// tag to the next, which is what a parser holds at once.
/// </summary>
internal sealed class GuardedStream(Stream inner, long limit) : Stream
{
    private const int LongestStretch = 4 << 20;

    private long _total;
    private long _stretch;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _total; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        if ((_total += count) > limit) throw Refusal.TooBig($"解压后超过{limit >> 20}MB");
        Watch(buffer[..count]);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOf((byte)'<');
        _stretch += first < 0 ? bytes.Length : first;
        if (_stretch > LongestStretch) throw Refusal.TooBig("一个单元格的内容过长");
        if (first >= 0) _stretch = bytes.Length - bytes.LastIndexOf((byte)'<');
    }
}
