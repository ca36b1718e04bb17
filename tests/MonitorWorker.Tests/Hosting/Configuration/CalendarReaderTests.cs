using System.Text;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class CalendarReaderTests
{
    [Fact]
    public void The_shipped_calendars_are_good_and_say_where_they_come_from()
    {
        var reading = CalendarReader.Read(Repository.Config, Path.Combine(Repository.Config, "calendars"));
        Assert.Empty(reading.Problems);
        Assert.Equal([2024, 2025, 2026], reading.For("cn").Years.Select(year => year.Year));
        Assert.All(reading.Years, year => Assert.StartsWith($"国务院办公厅关于{year.Year}年部分节假日安排的通知", year.Basis));
    }

    [Theory]
    [InlineData("""{ "year": 2026, "holidays": [{ "name": "元旦", "days": ["2026-01-01"] }] }""", "")]
    [InlineData("{\n\"year\": 2025,\n\"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }] }", "2  year = 2025: is not the year in the file's name. Expected: 2026")]
    [InlineData("{ \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }] }", "1  year: is missing. Expected: a text in double quotes")]
    [InlineData("{ \"year\": 2026 }", "1  holidays: names no holiday. Expected: e.g. [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }]")]
    [InlineData("{ \"year\": 2026,\n\"holidays\": [] }", "2  holidays: names no holiday. Expected: e.g. [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }]")]
    [InlineData("{ \"year\": 2026,\n\"holidays\": {} }", "2  holidays: is not a list. Expected: [ … ]")]
    [InlineData("{ \"year\": 2026, \"holidays\": [\n\"元旦\"] }", "2  holidays[0] = \"元旦\": is not a section. Expected: { … }")]
    [InlineData("{ \"year\": 2026, \"holidays\": [\n{ \"name\": \"元旦\" }] }", "2  holidays[0].days: has no days. Expected: its days off, e.g. [\"2026-01-01\", \"2026-01-02\"]")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\",\n\"days\": [] }] }", "2  holidays[0].days: has no days. Expected: its days off, e.g. [\"2026-01-01\", \"2026-01-02\"]")]
    [InlineData("{ \"year\": 2026, \"holidays\": [\n{ \"days\": [\"2026-01-01\"] }] }", "2  holidays[0].name: is missing. Expected: a text in double quotes")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\",\n\"2025-12-31\"] }] }", "2  holidays[0].days[1] = \"2025-12-31\": is not a day of 2026. Expected: days of one year in one file")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\",\n\"2026-1-2\"] }] }", "2  holidays[0].days[1] = \"2026-1-2\": is not a day. Expected: a day as \"2026-10-01\"")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-02-30\"] }] }", "1  holidays[0].days[0] = \"2026-02-30\": is not a day. Expected: a day as \"2026-10-01\"")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\",\n\"2026-01-01\"] }] }", "2  holidays[0].days[1] = \"2026-01-01\": stands twice, in line 1 as well. Expected: each day once")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-03\"] }],\n\"workdays\": [\"2026-01-03\"] }", "2  workdays[0] = \"2026-01-03\": stands twice, in line 1 as well. Expected: each day once")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }],\n\"workdays\": [\"2026-01-05\"] }", "2  workdays[0] = \"2026-01-05\": is a Monday, a working day already. Expected: a day of the weekend on which people work")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }],\n\"weekend\": [\"FRI\"], \"workdays\": [\"2026-01-03\"] }", "2  workdays[0] = \"2026-01-03\": is a Saturday, a working day already. Expected: a day of the weekend on which people work")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }],\n\"weekend\": [\"Samstag\"] }", "2  weekend[0] = \"Samstag\": is not a day of the week. Expected: SUN, MON, TUE, WED, THU, FRI, SAT")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }],\n\"weekend\": [\"SUN\", \"MON\", \"TUE\", \"WED\", \"THU\", \"FRI\", \"SAT\"] }", "2  weekend: leaves no working day. Expected: e.g. [\"SAT\", \"SUN\"]")]
    [InlineData("{ \"year\": 2026, \"holidays\": [{ \"name\": \"元旦\", \"days\": [\"2026-01-01\"] }],\n\"workday\": [\"2026-01-04\"] }", "2  workday: is not a key. Expected: did you mean workdays?")]
    public void A_mistake_is_told_with_line_key_and_cure(string json, string expected)
    {
        using var config = new ConfigOnDisk();
        config.Write("calendars/cn-2026.json", json);
        var reading = CalendarReader.Read(config.Folder, config.At("calendars"));
        Assert.Equal(expected.Length == 0 ? [] : ["calendars/cn-2026.json:" + expected], reading.Problems.Select(problem => problem.ToString()));
        Assert.Equal(expected.Length == 0, reading.For("cn").Knows(2026));
    }

    [Theory]
    [InlineData("cn2026.json")]
    [InlineData("CN-2026.json")]
    [InlineData("cn-26.json")]
    [InlineData("2026.json")]
    [InlineData("cn-2026 copy.json")]
    public void A_file_with_another_name_is_not_passed_over(string name)
    {
        using var config = new ConfigOnDisk();
        config.Write("calendars/" + name, """{ "year": 2026, "holidays": [{ "name": "元旦", "days": ["2026-01-01"] }] }""");
        var reading = CalendarReader.Read(config.Folder, config.At("calendars"));
        Assert.Equal([$"calendars/{name}  is not named as a calendar. Expected: COUNTRY-YEAR.json, e.g. cn-2026.json"], reading.Problems.Select(problem => problem.ToString()));
        Assert.Empty(reading.Years);
    }

    [Fact]
    public void A_broken_year_hides_neither_the_others_nor_their_problems()
    {
        using var config = new ConfigOnDisk();
        config.Write("calendars/cn-2025.json", "{ \"year\": }");
        config.Write("calendars/cn-2026.json", """{ "year": 2026, "holidays": [{ "name": "元旦", "days": ["2026-01-01"] }] }""");
        config.Write("calendars/cn-2027.json", Encoding.Unicode.GetBytes("{}"));
        config.Write("calendars/de-2026.json", """{ "year": 2026, "weekend": ["SUN"], "holidays": [{ "name": "Neujahr", "days": ["2026-01-01"] }] }""");
        var reading = CalendarReader.Read(config.Folder, config.At("calendars"));
        Assert.Equal(["calendars/cn-2025.json", "calendars/cn-2027.json"], reading.Problems.Select(problem => problem.File));
        Assert.Equal(("cn", 2026), Assert.Single(reading.For("cn").Years) is var year ? (year.Country, year.Year) : default);
        Assert.Equal([DayOfWeek.Sunday], Assert.Single(reading.For("de").Years).Weekend);
    }

    [Fact]
    public void Without_the_folder_no_year_is_known()
    {
        using var config = new ConfigOnDisk();
        var reading = CalendarReader.Read(config.Folder, config.At("calendars"));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.For("cn").Years);
    }
}
