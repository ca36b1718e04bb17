namespace MonitorWorker.Hosting.Commands;

/// <summary>Who acts through a verb, for the audit's book: the account under which it was started.</summary>
internal static class Actor
{
    public static string Of(string verb) => $"{Environment.UserName} ({verb})";
}
