using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MonitorWorker.AcceptanceTests.Browser;

/// <summary>A colour as a screen shows it.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Contrast after WCAG 2.2, from 1 to 21.</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (first, second) = (one.Luminance, other.Luminance);
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte value)
    {
        var share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}

/// <summary>The dots of a PNG as a browser writes it: eight bits a channel, three or four channels, not interlaced.</summary>
internal sealed class Picture
{
    private readonly byte[] _dots;
    private readonly int _channels;

    private Picture(int width, int height, int channels, byte[] dots) => (Width, Height, _channels, _dots) = (width, height, channels, dots);

    public int Width { get; }

    public int Height { get; }

    public Colour this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * _channels;
            return new Colour(_dots[at], _dots[at + 1], _dots[at + 2]);
        }
    }

    public static Picture Read(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal((8, 0), (png[24], png[28]));
        var channels = png[25] switch { 2 => 3, 6 => 4, var type => throw new NotSupportedException($"PNG of colour type {type}.") };
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "IDAT") packed.Write(png, at + 8, length);
            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var dots = new byte[width * height * channels];
        for (var row = 0; row < height; row++)
        {
            var filter = unpacked.ReadByte();
            var line = dots.AsSpan(row * width * channels, width * channels);
            unpacked.ReadExactly(line);
            Unfilter(filter, line, row == 0 ? default : dots.AsSpan((row - 1) * width * channels, width * channels), channels);
        }

        return new Picture(width, height, channels, dots);
    }

    private static void Unfilter(int filter, Span<byte> line, ReadOnlySpan<byte> above, int channels)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var (left, up, corner) = (i < channels ? 0 : line[i - channels], above.IsEmpty ? 0 : above[i], i < channels || above.IsEmpty ? 0 : above[i - channels]);
            line[i] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Nearest(left, up, corner), _ => throw new NotSupportedException($"PNG filter {filter}.") });
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (fromLeft, fromUp, fromCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return fromLeft <= fromUp && fromLeft <= fromCorner ? left : fromUp <= fromCorner ? up : corner;
    }
}
