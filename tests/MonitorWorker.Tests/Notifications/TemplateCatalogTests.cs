using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Notifications;

public sealed class TemplateCatalogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates");

    public TemplateCatalogTests()
    {
        foreach (var file in Directory.EnumerateFiles(SomeSnapshot.TemplateFolder))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Shipped_templates_have_no_problems() => Assert.Empty(Problems());

    [Fact]
    public void An_unknown_variable_is_found_at_load_with_its_place()
    {
        Write("test.txt", "一行\n二行 {{ no_such_name }}\n");

        Assert.StartsWith("test.txt(2,7): ", Assert.Single(Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ line.no_such_member }}")]
    [InlineData("{{ include '../secret.txt' }}")]
    [InlineData("{{ include 'no_such_file.txt' }}")]
    [InlineData("{{ object.eval '1+1' }}")]
    [InlineData("{{ date.now }}")]
    [InlineData("{{ line.project_name = 'x' }}")]
    [InlineData("{{ line = 1 }}")]
    [InlineData("{{ while true }}x{{ end }}")]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ x = 'x'; for i in 1..60; x = x + x; end; x }}")]
    public void What_a_template_must_not_do_is_found_at_load(string template)
    {
        Write("warning.txt", template);

        Assert.StartsWith("warning.txt(1,", Assert.Single(Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_rare_branch_is_found_too()
    {
        Write("resolved.txt", "{{ if line.rule == 'cannot-judge' }}{{ oops }}{{ else }}好{{ end }}");

        Assert.Contains("oops", Assert.Single(Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        File.Delete(Path.Combine(_folder.FullName, "digest.html"));
        Write("test.txt", "{{ if }}");
        Write("warning.txt", "{{ oops }}");
        Write("resolved.subject.txt", "");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "warning.subject.txt"), [0xB2, 0xE2, 0xCA, 0xD4]);

        var problems = TemplateCatalog.Load(_folder.FullName).Problems;

        Assert.Equal(
            ["digest.html", "resolved.subject.txt", "test.txt", "warning.subject.txt", "warning.txt"],
            problems.Select(problem => problem.File).Distinct());
        Assert.Contains(problems, problem => problem.File == "warning.subject.txt" && problem.Message.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_problem_and_not_a_crash()
    {
        var catalog = TemplateCatalog.Load(Path.Combine(_folder.FullName, "nowhere"));

        Assert.NotEmpty(catalog.Problems);
        Assert.NotNull(new MailComposer(catalog).ComposeTest(SomeSnapshot.Context).Fallback);
    }

    [Fact]
    public void A_broken_template_does_not_take_the_warning_down()
    {
        Write("warning.html", "{{ include '_palette.html' }}\n{{ line.nothing }}");

        var mail = new MailComposer(TemplateCatalog.Load(_folder.FullName)).Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment]);

        Assert.StartsWith("warning.html(2,", mail.Fallback, StringComparison.Ordinal);
        Assert.Equal("【红色预警】设备购置经费 [YJ-2024-0007]", mail.Subject);
        foreach (var figure in new[] { "2.00", "0.60", "30.00", "66.67", "1.33", "−0.73", "−36.67", "45.00", "0.7334", "0.4667", "0.20", "1.40", "0.35", "0.075", "4.67", "0.90" })
        {
            Assert.Contains(figure, mail.Text, StringComparison.Ordinal);
            Assert.Contains(figure, mail.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_broken_template_leaves_the_others_in_use()
    {
        Write("warning.txt", "{{ oops }}");
        var composer = new MailComposer(TemplateCatalog.Load(_folder.FullName));

        Assert.NotNull(composer.Compose(SomeSnapshot.Context, [SomeSnapshot.Equipment]).Fallback);
        Assert.Null(composer.Compose(SomeSnapshot.Context, SomeSnapshot.Office).Fallback);
    }

    [Fact]
    public void The_built_in_digest_is_bounded_and_escaped()
    {
        Write("digest.html", "{{ oops }}");

        var mail = new MailComposer(TemplateCatalog.Load(_folder.FullName)).Compose(SomeSnapshot.Context, SomeSnapshot.Many(2_000));

        Assert.NotNull(mail.Fallback);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(mail.Html), 1, MailComposer.LargestHtml - 1);
        Assert.DoesNotContain("<&>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("未列出", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_built_in_words_tell_every_finding_and_indicator()
    {
        Write("warning.html", "{{ oops }}");
        Write("digest.html", "{{ oops }}");
        var composer = new MailComposer(TemplateCatalog.Load(_folder.FullName));

        var warning = composer.Compose(SomeSnapshot.Context, SomeSnapshot.EquipmentByAllRules);
        var digest = composer.Compose(SomeSnapshot.Context, [.. SomeSnapshot.Office, .. SomeSnapshot.EquipmentByAllRules], indicators: SomeSnapshot.Indicators);

        foreach (var text in new[] { warning.Text, digest.Text })
        {
            foreach (var expected in new[] { "YJ-2024-0007", "YJ-2024-0008", "YJ-2024-0009", "填报的全年预计2.00万元要求今后每月为此前的4.67倍" })
                Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        foreach (var expected in new[] { "绩效指标5项", "YJ-2024-0021", "未报送", "其中7项未报送", "红色预警“设备购置经费”" })
            Assert.Contains(expected, digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_after_loading_waits_for_the_next_load()
    {
        var catalog = TemplateCatalog.Load(_folder.FullName);
        Write("test.subject.txt", "改过的主题");

        Assert.DoesNotContain("改过的主题", new MailComposer(catalog).ComposeTest(SomeSnapshot.Context).Subject, StringComparison.Ordinal);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private IEnumerable<string> Problems() => TemplateCatalog.Load(_folder.FullName).Problems.Select(problem => problem.ToString());
}
