namespace MonitorWorker.Hosting.Service;

/// <summary>One step of an installation, as data: it can be shown, kept by a test, or taken.</summary>
internal abstract record ServiceStep
{
    /// <summary>Starts a program and waits for its end.</summary>
    /// <param name="Otherwise">What is said where it fails, and the rest is done; null: the installation ends there.</param>
    internal sealed record Run(string Program, IReadOnlyList<string> Arguments, string? Otherwise = null) : ServiceStep;

    /// <summary>Writes a file that everybody may read.</summary>
    internal sealed record Write(string Path, string Text) : ServiceStep;

    internal sealed record Delete(string Path) : ServiceStep;

    internal sealed record MakeFolder(string Path) : ServiceStep;

    public static Run Command(string program, params string[] arguments) => new(program, arguments);

    /// <summary>As a person would type it.</summary>
    public static string Show(ServiceStep step) => step switch
    {
        Run run => string.Join(' ', run.Arguments.Prepend(run.Program).Select(Quoted)),
        Write write => $"# {write.Path}\n{write.Text.TrimEnd()}\n# end of {write.Path}",
        Delete delete => $"# delete {delete.Path}",
        MakeFolder make => $"# make folder {make.Path}",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=@+,%\\".Contains(letter, StringComparison.Ordinal)) ? word : '"' + word.Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
}
