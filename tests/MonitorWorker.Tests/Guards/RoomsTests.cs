using MonitorWorker.Hosting.Configuration;
using NetArchTest.Rules;

namespace MonitorWorker.Tests.Guards;

/// <summary>Folders are rooms: who may know whom, and which package lives where.</summary>
public class RoomsTests
{
    private static readonly Dictionary<string, string[]> _knows = new()
    {
        ["Calendar"] = [],
        ["Budgets"] = ["Calendar"],
        ["Import"] = ["Budgets", "Calendar"],
        ["Performance"] = ["Budgets", "Calendar"],
        ["Rules"] = ["Performance", "Budgets", "Calendar"],
        ["Tasks"] = ["Rules", "Performance", "Import", "Budgets", "Calendar"],
        ["Alerts"] = ["Rules", "Performance", "Budgets", "Calendar"],
        ["Scenarios"] = ["Alerts", "Rules", "Performance", "Import", "Budgets", "Calendar"],
        ["Notifications"] = ["Alerts", "Tasks", "Rules", "Performance", "Import", "Budgets", "Calendar"],
        ["Reports"] = ["Notifications", "Alerts", "Tasks", "Rules", "Performance", "Import", "Budgets", "Calendar"],
        ["Delivery"] = ["Notifications", "Budgets"],
        ["Replies"] = ["Budgets", "Calendar"],
        ["Mailboxes"] = ["Delivery"],
        ["Storage"] = ["Delivery", "Replies", "Mailboxes", "Notifications", "Alerts", "Tasks", "Rules", "Performance", "Import", "Budgets", "Calendar"],
        ["Jobs"] = ["Storage", "Reports", "Delivery", "Replies", "Mailboxes", "Notifications", "Alerts", "Tasks", "Rules", "Performance", "Import", "Budgets", "Calendar"],
        ["Scheduling"] = ["Jobs", "Storage", "Calendar"],
        ["Hosting"] = ["Scheduling", "Jobs", "Storage", "Reports", "Delivery", "Replies", "Mailboxes", "Notifications", "Scenarios", "Alerts", "Tasks", "Rules", "Performance", "Import", "Budgets", "Calendar"],
    };

    private static readonly Dictionary<string, string[]> _homes = new()
    {
        ["Microsoft.EntityFrameworkCore"] = ["Storage"],
        // Import.Sources: an SQLite file of somebody else may be a source.
        ["Microsoft.Data.Sqlite"] = ["Storage", "Hosting.Configuration", "Import.Sources"],
        ["Npgsql"] = ["Import.Sources"],
        ["Scriban"] = ["Notifications", "Reports"],
        ["Markdig"] = ["Reports"],
        ["MailKit"] = ["Delivery", "Mailboxes"],
        // A single-file web page is a mail by its format.
        ["MimeKit"] = ["Delivery", "Replies", "Mailboxes", "Import.Formats"],
        ["Quartz"] = ["Scheduling"],
        ["AngleSharp"] = ["Import.Formats", "Replies"],
        ["ExcelDataReader"] = ["Import.Formats"],
        ["Sylvan"] = ["Import.Formats"],
        // Reading workbooks needs no package that can also change them; marking the copy for the clerk and writing reports do.
        ["DocumentFormat.OpenXml"] = ["Import.Marking", "Reports", "Hosting.Initialising"],
        ["Spectre"] = ["Hosting.Commands", "Hosting.Initialising"],
        ["System.CommandLine"] = ["Hosting.Commands"],
    };

    public static TheoryData<string> Rooms => [.. _knows.Keys];

    public static TheoryData<string> Packages => [.. _homes.Keys];

    private static Types Production => Types.InAssembly(typeof(MonitorOptions).Assembly);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_inside_it(string room)
    {
        var others = _knows.Keys.Where(other => other != room && !_knows[room].Contains(other)).Select(Name).ToArray();
        if (others.Length == 0) return;
        var result = Production.That().ResideInNamespace(Name(room)).ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, $"{room} must not know {string.Join(", ", others)}: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_is_known_in_its_room_alone(string package)
    {
        var users = Production.That().HaveDependencyOn(package).GetTypes().Select(type => type.FullName!).ToList();
        var strangers = users.Where(user => !_homes[package].Any(home => user.StartsWith(Name(home) + ".", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(users);
        Assert.Empty(strangers);
    }

    [Fact]
    public void Every_room_is_in_the_table()
    {
        var rooms = typeof(MonitorOptions).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("MonitorWorker.", StringComparison.Ordinal) == true)
            .Select(type => type.Namespace!.Split('.')[1]);
        Assert.Equal(_knows.Keys.Order(StringComparer.Ordinal), rooms.Distinct().Order(StringComparer.Ordinal));
    }

    private static string Name(string room) => "MonitorWorker." + room;
}
