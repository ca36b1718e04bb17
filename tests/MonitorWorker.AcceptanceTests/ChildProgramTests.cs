namespace MonitorWorker.AcceptanceTests;

public class ChildProgramTests
{
    [Fact]
    public async Task The_built_program_stands_beside_the_tests_and_starts()
    {
        Assert.True(File.Exists(ChildProgram.Program));
        await using var child = ChildProgram.Start(Path.GetTempPath(), null, "--version");
        await child.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.NotEmpty(child.Output + child.Errors);
    }
}
