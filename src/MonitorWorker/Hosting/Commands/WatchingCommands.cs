using System.CommandLine;

namespace MonitorWorker.Hosting.Commands;

/// <summary>What the verbs about the program itself are called with.</summary>
internal static class WatchingCommands
{
    public static Command Doctor()
    {
        var send = new Option<string?>("--send") { Description = "Also send one test mail to this address." };
        return Verbs.Verb(
            "doctor",
            "Look at everything that the program needs and say the cure of what is wrong; changes nothing. Exit code 1: something does not work, 3: something to look at.",
            [send, Verbs.Output],
            (global, parsed, stop) => DoctorVerb.RunAsync(global, parsed.GetValue(send), Verbs.IsJson(parsed), stop));
    }
}
