using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Notifications;

public sealed class TemplateCatalogTests
{
    [Fact]
    public void Shipped_templates_have_no_problems() =>
        Assert.Empty(TemplateCatalog.Load(SomeSnapshot.TemplateFolder).Problems.Select(problem => problem.ToString()));
}
