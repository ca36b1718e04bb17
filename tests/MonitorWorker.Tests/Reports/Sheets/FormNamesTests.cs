using System.Text.RegularExpressions;
using MonitorWorker.Reports.Sheets;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>The lists of names in templates/README.md are what an editor of forms relies on.</summary>
public partial class FormNamesTests
{
    private static readonly string _readme = File.ReadAllText(Path.Combine(Repository.Templates, "README.md"));

    [Theory]
    [InlineData("form.xlsx")]
    [InlineData("department.xlsx")]
    [InlineData("office.xlsx")]
    public void The_readme_lists_every_name_of_a_form_and_no_other(string form)
    {
        var book = SampleBook.Rich();
        var model = form switch { "form.xlsx" => FormModel.OfProject(book, "101", "P01"), "department.xlsx" => FormModel.OfEntity(book, "101"), _ => FormModel.OfOffice(book) };
        Assert.Equal(Names(model).Order(StringComparer.Ordinal), Listed("`report.*` is there").Concat(Listed($"### {form}")).Order(StringComparer.Ordinal));
    }

    /// <summary>A shipped form that leaves something out may mean to; one that names something twice or in vain cannot be filled in, which other tests would show.</summary>
    [Fact]
    public void Names_do_not_depend_on_the_figures()
    {
        var (rich, sample) = (SampleBook.Rich(), SampleBook.Shipped());
        Assert.Equal(Names(FormModel.OfProject(rich, "101", "P01")), Names(FormModel.OfProject(sample, "101", "P04")));
        Assert.Equal(Names(FormModel.OfEntity(rich, "101001")), Names(FormModel.OfEntity(sample, "101")));
        Assert.Equal(Names(FormModel.OfOffice(rich)), Names(FormModel.OfOffice(sample)));
    }

    private static List<string> Names(IReadOnlyDictionary<string, object> model) =>
    [
        .. model.SelectMany(group => (group.Value is TemplateRows rows ? rows.Names : ((IReadOnlyDictionary<string, object?>)group.Value).Keys).Select(member => $"{group.Key}.{member}")),
    ];

    /// <summary>The names in the first table behind a line that begins so.</summary>
    private static IEnumerable<string> Listed(string behind) => NamePattern().Matches(string.Join('\n', _readme
        .Split('\n')
        .SkipWhile(line => !line.StartsWith(behind, StringComparison.Ordinal))
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|')))).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"`\{\{([a-z]+\.[a-z_0-9]+)\}\}`")]
    private static partial Regex NamePattern();
}
