using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Logs;

/// <summary>The numbers of log lines: in the code, and in the table of <c>config/README.md</c>.</summary>
public partial class EventTableTests
{
    private static readonly IReadOnlyDictionary<string, EventId> _events = typeof(MonitorOptions).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Events", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(EventId)).Select(field => (Key: $"{type.Name}.{field.Name}", Id: (EventId)field.GetValue(null)!)))
        .ToDictionary(known => known.Key, known => known.Id);

    private static readonly IReadOnlyList<(string File, string Level, string First)> _calls =
    [
        .. Directory.EnumerateFiles(Path.Combine(Golden.Root, "src", "MonitorWorker"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Call().Matches(File.ReadAllText(file)).Select(call => (Path.GetFileName(file), call.Groups["level"].Value, call.Groups["first"].Value))),
    ];

    private static readonly IReadOnlyList<string[]> _rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Config, "README.md"))
            .SkipWhile(line => line != "## Logs").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => line.Trim('|', ' ').Split(" | ", StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Every_line_of_the_log_but_those_for_debugging_has_a_number() =>
        Assert.Empty(_calls.Where(call => call.Level != "Debug" && !_events.ContainsKey(call.First)).Select(call => $"{call.File}: Log{call.Level}({call.First} …: add an EventId to an Events class and a row to config/README.md, Logs"));

    [Fact]
    public void A_number_is_given_once_and_named_as_its_field()
    {
        Assert.NotEmpty(_events);
        Assert.Empty(_events.Values.GroupBy(id => id.Id).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Empty(_events.Where(known => known.Value.Name != known.Key.Split('.')[1]).Select(known => known.Key));
    }

    [Fact]
    public void The_readme_lists_each_number_with_its_name_in_order() =>
        Assert.Equal(_events.Values.OrderBy(id => id.Id).Select(id => $"{id.Id} `{id.Name}`"), _rows.Select(row => $"{row[0]} {row[1]}"));

    [Fact]
    public void The_readme_says_the_level_of_each_and_what_it_means_and_what_to_do()
    {
        Assert.Empty(_rows.Where(row => row.Length != 5 || row.Any(cell => cell.Length == 0)).Select(row => row[0]));
        var levels = _calls.Where(call => _events.ContainsKey(call.First)).GroupBy(call => _events[call.First].Id).ToDictionary(calls => calls.Key, calls => string.Join(", ", calls.Select(call => call.Level).Distinct().Order()));
        // Some are written in a way of their own: by the writer of the file itself, or at a level that hangs on what happened.
        Assert.Equal(_rows.Where(row => row[0] is not ("1030" or "1031" or "6001" or "8001")).Select(row => $"{row[0]} {row[2]}"), levels.OrderBy(level => level.Key).Select(level => $"{level.Key} {level.Value}"));
    }

    [GeneratedRegex(@"\.Log(?<level>Trace|Debug|Information|Warning|Error|Critical)\(\s*(?<first>[\w.]+|"")")]
    private static partial Regex Call();
}
