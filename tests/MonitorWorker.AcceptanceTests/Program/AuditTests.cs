namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>What an auditor does: has the book written out, and checked.</summary>
public class AuditTests
{
    [Fact]
    public async Task The_book_is_exported_once_checked_and_found_out_when_somebody_edits_it()
    {
        using var work = SmallOffice.WithAugust();
        (await work.CheckAsync("2024-08-31")).Expect(0);
        var file = work.In("审计.xlsx");
        Assert.Contains("通知", (await work.RunAsync("audit", "export", file, "--from", "2000-01-01")).Expect(0).Output);
        var bytes = File.ReadAllBytes(file);
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString(bytes, 0, 2));
        Assert.Contains("--force", (await work.RunAsync("audit", "export", file)).Expect(2).Errors);
        Assert.Equal(bytes, File.ReadAllBytes(file));
        (await work.RunAsync("audit", "export", file, "--force", "--alert", "YJ-2024-0001")).Expect(0);
        Assert.Contains(".xlsx", (await work.RunAsync("audit", "export", work.In("审计.csv"))).Expect(2).Errors);
        Assert.Contains("--from 1.1.2024", (await work.RunAsync("audit", "export", file, "--from", "1.1.2024")).Expect(2).Errors);
        // No half of it is left.
        Assert.Equal([file], Directory.GetFiles(work.Root, "审计*"));
        Assert.Empty(WorkFolder.Files(work.Root, ".part"));

        var count = work.Count("SELECT COUNT(*) FROM Audit");
        var hash = work.Query("SELECT Hash FROM Audit ORDER BY Id DESC LIMIT 1", row => row.GetString(0)).Single();
        var good = (await work.RunAsync("audit", "check", "--known", hash)).Expect(0).Output;
        Assert.Contains($"共{count}条", good);
        Assert.Contains(hash, good);

        var listed = (await work.RunAsync("audit", "list", "--alert", "YJ-2024-0001", "--output", "json")).Expect(0).Json.EnumerateArray().ToList();
        var decided = listed.First(entry => entry.GetProperty("event").GetString() == "decided");
        Assert.Equal(("office@example.com", "20000.00", "10000.00"), (
            decided.GetProperty("to").GetString(),
            decided.GetProperty("figures").GetProperty("revised").GetString(),
            decided.GetProperty("figures").GetProperty("executed").GetString()));
        Assert.Contains("office@example.com", (await work.RunAsync("audit", "list", "--last", "3")).Expect(0).Output);

        var id = decided.GetProperty("id").GetInt64();
        work.Execute("DROP TRIGGER AuditKeepsValues");
        work.Execute($"UPDATE Audit SET Figures = replace(Figures, '1000000', '1900000') WHERE Id = {id}");
        work.Execute("CREATE TRIGGER AuditKeepsValues BEFORE UPDATE ON Audit BEGIN SELECT RAISE(ABORT, 'rows of Audit are never changed'); END");
        Assert.Contains($"entry {id}:", (await work.RunAsync("audit", "check")).Expect(1).Errors);
        Assert.Contains($"entry {id}:", (await work.RunAsync("audit", "export", file, "--force")).Expect(1).Errors);
    }
}
