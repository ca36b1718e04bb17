using Spectre.Console;

namespace MonitorWorker.Hosting.Initialising;

/// <summary>Asks a person.</summary>
internal interface IQuestioner
{
    /// <param name="why">What the answer is for.</param>
    /// <param name="usual">Taken where nothing is typed.</param>
    /// <param name="problemOf">What is wrong with an answer, so that it is asked again; null where nothing is.</param>
    string Ask(string question, string why, string usual, Func<string, string?> problemOf);

    /// <summary>Asks without showing what is typed; empty where nothing is.</summary>
    string AskSecret(string question, string why);

    bool Confirm(string question, string why, bool usual);
}

/// <summary>Asks at the terminal.</summary>
internal sealed class TerminalQuestioner(IAnsiConsole console) : IQuestioner
{
    public string Ask(string question, string why, string usual, Func<string, string?> problemOf)
    {
        Explain(why);
        return console.Prompt(new TextPrompt<string>(Markup.Escape(question))
            .AllowEmpty()
            .DefaultValue(usual)
            .ShowDefaultValue(usual.Length > 0)
            .Validate(answer => problemOf(answer.Trim()) is { } problem ? ValidationResult.Error($"[red]{Markup.Escape(problem)}[/]") : ValidationResult.Success())).Trim();
    }

    public string AskSecret(string question, string why)
    {
        Explain(why);
        return console.Prompt(new TextPrompt<string>(Markup.Escape(question)).AllowEmpty().Secret(null));
    }

    public bool Confirm(string question, string why, bool usual)
    {
        Explain(why);
        return console.Prompt(new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = usual });
    }

    private void Explain(string why)
    {
        console.WriteLine();
        console.MarkupLine($"[grey]{Markup.Escape(why)}[/]");
    }
}
