using System.Text;
using MonitorWorker.Reports;

namespace MonitorWorker.Tests.Reports.Pipeline;

/// <summary>Files that are plain text and name what they are about; some cannot be made.</summary>
internal sealed class SomeParts(int bytes = 0) : IPartMaker
{
    private readonly byte[] _noise = Noise(bytes);

    /// <summary>Whatever this says true of cannot be made.</summary>
    public Func<ReportPart, string?, bool> Fails { get; init; } = (_, _) => false;

    /// <summary>Called before each file.</summary>
    public Action<ReportPart, string?> Making { get; init; } = (_, _) => { };

    public int Made { get; private set; }

    public byte[] Make(ReportPart part, ReportBook book, string? entityCode, string? projectCode)
    {
        Making(part, entityCode);
        if (Fails(part, entityCode)) throw new ReportPartException($"{part.Template}(3,5)：没有名称 revizedBudget");
        Made++;
        return [.. Encoding.UTF8.GetBytes($"{part.Template ?? "data"} {entityCode} {projectCode}\n"), .. _noise];
    }

    /// <summary>What an archive cannot make smaller.</summary>
    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(20240831).NextBytes(noise);
        return noise;
    }
}
