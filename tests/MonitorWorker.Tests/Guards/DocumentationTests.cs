using System.Xml.Linq;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Guards;

public class DocumentationTests
{
    [Fact]
    public void Every_public_type_says_what_it_is()
    {
        var assembly = typeof(MonitorOptions).Assembly;
        var members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
        var types = assembly.GetExportedTypes().Where(type => type.Namespace?.Contains(".Migrations", StringComparison.Ordinal) != true).ToList();
        Assert.NotEmpty(types);
        var silent = types.Select(type => "T:" + type.FullName!.Replace('+', '.')).Except(members);
        Assert.Empty(silent);
    }
}
