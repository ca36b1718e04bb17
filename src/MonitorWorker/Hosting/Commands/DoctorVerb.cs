using MonitorWorker.Hosting.Diagnosis;
using MonitorWorker.Hosting.Health;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>doctor</c>: looks at everything that the program needs, and says for each thing that is wrong what to do. Changes nothing.</summary>
internal static class DoctorVerb
{
    public static async Task<int> RunAsync(GlobalOptions global, string? send, bool json, CancellationToken stop)
    {
        await using var patient = await Patient.AdmitAsync(global.ConfigFolder, TimeProvider.System, Volume.Of, stop);
        var all = new List<Diagnosed>();
        await foreach (var found in Doctor.ExamineAsync(Doctor.All, patient, stop))
        {
            all.Add(found);
            if (!json) Print(found);
        }

        var code = CodeOf(all);
        if (json) JsonOutput.Write(all.Select(found => new { name = found.Name, state = Word(found.Verdict), found = found.Found, cure = found.Cure }));
        else ConsoleOutput.WriteLine(Sum(all));
        if (send is null) return code;
        var sent = await MailTestVerb.RunAsync(global, send, stop);
        return sent == ExitCodes.Good ? code : sent;
    }

    /// <summary>1 where something does not work, 3 where something should be looked at, else 0.</summary>
    internal static int CodeOf(IReadOnlyList<Diagnosed> all) =>
        all.Any(found => found.Verdict == Verdict.Bad) ? ExitCodes.Failed : all.Any(found => found.Verdict == Verdict.Warning) ? ExitCodes.Partly : ExitCodes.Good;

    internal static IEnumerable<string> Lines(Diagnosed found)
    {
        yield return $"{found.Verdict switch { Verdict.Good => "✓", Verdict.Warning => "!", _ => "✗" }} {found.Name}：{found.Found}";
        if (found.Cure is { } cure) yield return "  → " + cure;
    }

    private static void Print(Diagnosed found)
    {
        foreach (var line in Lines(found)) ConsoleOutput.WriteLine(line);
    }

    private static string Word(Verdict verdict) => verdict switch { Verdict.Good => "good", Verdict.Warning => "warning", _ => "bad" };

    private static string Sum(List<Diagnosed> all)
    {
        var (bad, warnings) = (all.Count(found => found.Verdict == Verdict.Bad), all.Count(found => found.Verdict == Verdict.Warning));
        return bad + warnings == 0 ? "都正常" : $"{bad}项不正常，{warnings}项需要留意";
    }
}
