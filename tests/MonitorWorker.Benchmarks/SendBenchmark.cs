using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using MonitorWorker.AcceptanceTests.Program;
using MonitorWorker.AcceptanceTests.Servers;
using static MonitorWorker.Benchmarks.Measured;

namespace MonitorWorker.Benchmarks;

/// <summary>
/// Sends warnings of the sample office's size by the built program to a Postfix that throws them away: claim, conversation and commit of each. By turns
/// Postfix's own load generator, smtp-source, sends as many of that size over as many connections, out of its memory. Prints messages per second.
/// </summary>
internal static class SendBenchmark
{
    private const int Turns = 3;
    private static readonly int[] _connections = [1, 2, 4];

    public static async Task<int> RunAsync(int messages)
    {
        using var measured = new Measured();
        var warning = Warning(measured);
        var server = new PostfixServer();
        await server.InitializeAsync();
        try
        {
            if (server.Problem is { } problem) throw new InvalidOperationException(problem);
            UseServer(measured, server);
            Say($"{messages} messages of {warning.Length} bytes, median of {Turns} turns, messages per second");
            foreach (var connections in _connections)
            {
                measured.Environment["MonitorWorker__mail__connections"] = connections.ToString(CultureInfo.InvariantCulture);
                var (ours, theirs) = (new List<double>(), new List<double>());
                for (var turn = 0; turn < Turns; turn++)
                {
                    ours.Add(messages / Send(measured, warning, messages, $"{connections}-{turn}"));
                    await server.EmptyQueueAsync();
                    theirs.Add(messages / Tool(
                        "smtp-source", "-d", "-s", $"{connections}", "-m", $"{messages}", "-l", $"{warning.Length}", "-f", PostfixServer.Warner, "-t", $"a@{PostfixServer.Discarded}", $"127.0.0.1:{server.SmtpPort}").Seconds);
                    await server.EmptyQueueAsync();
                }

                var (program, source) = (Median(ours), Median(theirs));
                Say($"{connections} connections: MonitorWorker {program,6:0}   smtp-source {source,6:0}   ratio {source / program:0.00}");
            }
        }
        finally
        {
            await server.DisposeAsync();
        }

        return 0;
    }

    /// <summary>A mail as the sample office's people get it.</summary>
    private static byte[] Warning(Measured measured)
    {
        measured.Environment["MonitorWorker__inbox__folder"] = measured.PathOf("config", "sample");
        measured.Environment["MonitorWorker__mail__folder"] = measured.PathOf("mails");
        measured.Product(measured.PathOf("sample.db"), "check");
        measured.Environment["MonitorWorker__inbox__folder"] = measured.PathOf("inbox");
        return File.ReadAllBytes(Directory.EnumerateFiles(measured.PathOf("mails"), "*-warning-*.eml").Order(StringComparer.Ordinal).First());
    }

    private static void UseServer(Measured measured, PostfixServer server)
    {
        var mail = new Dictionary<string, string>
        {
            ["delivery"] = "smtp",
            ["host"] = "127.0.0.1",
            ["port"] = server.SmtpPort.ToString(CultureInfo.InvariantCulture),
            ["security"] = "none",
            ["from"] = PostfixServer.Warner,
            ["administratorAddress"] = PostfixServer.Li,
        };
        foreach (var (key, value) in mail) measured.Environment[$"MonitorWorker__mail__{key}"] = value;
    }

    /// <returns>Seconds from the first to the last answer, as the program wrote them down.</returns>
    private static double Send(Measured measured, byte[] warning, int messages, string turn)
    {
        var database = measured.PathOf($"outbox-{turn}.db");
        measured.Product(database, "outbox", "list");
        var text = Encoding.ASCII.GetString(warning);
        var id = text.Split('\n').First(line => line.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase)).Split('<', '>')[1];
        OutboxFiller.Fill(database, Enumerable.Range(0, messages).Select(number =>
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"yj.warning.{number:00000000}.{turn}@lab.test");
            return new FilledMail($"a{number}@{PostfixServer.Discarded}", $"【红色预警】{number}", own, Encoding.ASCII.GetBytes(text.Replace(id, own, StringComparison.Ordinal).Replace("monitor@example.com", PostfixServer.Warner, StringComparison.Ordinal)));
        }));
        // A check sends for half a minute at most.
        while (Answer(database, "SELECT COUNT(*) FROM Outbox WHERE State <> 'Sent'") is not "0") measured.Product(database, "check");
        return double.Parse(
            Answer(database, "SELECT (julianday(MAX(At)) - julianday(MIN(At))) * 86400 FROM DeliveryAttempts WHERE OutboxId IN (SELECT Id FROM Outbox WHERE Kind = 'warning')"), CultureInfo.InvariantCulture);
    }

    private static string Answer(string database, string question)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
