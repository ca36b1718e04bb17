using System.Text;
using MimeKit;
using MonitorWorker.Delivery;
using MonitorWorker.Import;
using MonitorWorker.Import.Sources;
using MonitorWorker.Storage;
using MonitorWorker.Tests;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.AcceptanceTests.Sources;

/// <summary>What holds for a source in any kind of database; each kind runs all of it.</summary>
public abstract class SourceContract
{
    private const string Spent = "SELECT code AS 项目编码, month AS 截止月份, spent AS \"累计执行数（元）\" FROM ledger";

    private readonly SourceReader _reader = new(TimeProvider.System);

    /// <summary>A fresh ledger: P01 with 6,000.00 and P02 with 1,307,100.05 yuan until August.</summary>
    protected abstract Task<ILedger> OpenAsync();

    [Fact]
    public async Task The_names_of_the_columns_are_the_header_row()
    {
        var ledger = await OpenAsync();

        var rows = await _reader.ReadAsync(ledger.Query(Spent + " ORDER BY code;\n"), default);

        Assert.Equal(["项目编码", "截止月份", "累计执行数（元）"], rows[0].Cells);
        Assert.Equal([1, 2, 3], rows.Select(row => row.Number));
        Assert.Equal(["P01", "2024-08"], rows[1].Cells.Take(2));
    }

    [Fact]
    public async Task Every_type_is_read_as_a_sheet_would_have_it()
    {
        var ledger = await OpenAsync();
        var (query, cells) = ledger.Types;

        Assert.Equal(cells, (await _reader.ReadAsync(ledger.Query(query), default))[1].Cells);
    }

    [Fact]
    public async Task An_amount_comes_through_to_the_last_fen()
    {
        var ledger = await OpenAsync();
        await ledger.ExecuteAsync("INSERT INTO ledger (code, month, spent) VALUES ('P03', '2024-08', '1234567890123.45')");

        var reading = new FileReader(new TableCatalog(), AmountUnit.Named("万元"))
            .Read([new SourceSheet("", await _reader.ReadAsync(ledger.Query(Spent), default))], "库:ledger", new ImportedFacts(0), Some.Noon);

        Assert.Empty(reading.Problems);
        Assert.Equal(
            [600_000L, 130_710_005L, 123_456_789_012_345L],
            reading.Facts.Executions.OrderBy(execution => execution.ProjectCode).Select(execution => execution.Cumulative.Fen));
        Assert.All(reading.Facts.Executions, execution => Assert.Equal("库:ledger", execution.Source.File));
    }

    [Fact]
    public async Task Nothing_can_be_changed_through_a_query()
    {
        var ledger = await OpenAsync();
        foreach (var change in ledger.Changes)
        {
            var thrown = await Record.ExceptionAsync(() => _reader.ReadAsync(ledger.Query(change), default));

            Assert.True(thrown is SourceFailedException, $"{change}: {thrown?.ToString() ?? "was let through"}");
            Assert.Equal(2, await ledger.CountAsync());
        }
    }

    [Fact]
    public async Task A_query_that_does_not_end_is_ended()
    {
        var ledger = await OpenAsync();
        var begin = TimeProvider.System.GetTimestamp();

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(ledger.Query(ledger.Endless, seconds: 1), default));

        Assert.Contains("在1秒内没有完成", failure.Message);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_stop_of_the_service_is_no_failure_of_the_source()
    {
        var ledger = await OpenAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _reader.ReadAsync(ledger.Query(ledger.Endless), stop.Token));
    }

    [Fact]
    public async Task An_answer_longer_than_allowed_is_refused()
    {
        var ledger = await OpenAsync();

        Assert.Equal(3, (await _reader.ReadAsync(ledger.Query(Spent, maxRows: 2), default)).Count);
        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(ledger.Query(Spent, maxRows: 1), default));
        Assert.Contains("超过1行", failure.Message);
    }

    [Fact]
    public async Task A_column_that_no_cell_can_hold_is_named()
    {
        var ledger = await OpenAsync();

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(ledger.Query(ledger.Bytes), default));

        Assert.Contains("“bytes”列", failure.Message);
    }

    [Theory]
    [InlineData("SELEC 1", "不能执行这条查询")]
    [InlineData("SELECT 1 FROM no_such_table", "不能执行这条查询")]
    [InlineData("SELECT no_such_column FROM ledger", "不能执行这条查询")]
    public async Task A_query_with_a_mistake_says_so_in_the_words_of_the_database(string query, string reason)
    {
        var ledger = await OpenAsync();

        var failure = await Assert.ThrowsAsync<SourceFailedException>(() => _reader.ReadAsync(ledger.Query(query), default));

        Assert.Contains(reason, failure.Message);
        Assert.False(string.IsNullOrEmpty(failure.Detail));
    }

    [Fact]
    public async Task An_unchanged_answer_changes_nothing_and_a_changed_one_supersedes_even_back_again()
    {
        var ledger = await OpenAsync();
        await using var office = await OfficeAsync(ledger, Spent + " ORDER BY code");

        Assert.Single(await office.RoundAsync());
        Assert.Equal("6000.00", await ExecutedAsync(office));

        // The same rows in another order are the same answer.
        office.Settings = office.Settings with { Sources = [ledger.Query(Spent + " ORDER BY code DESC")] };
        Assert.True(Assert.Single(await office.Sources.RunAsync(default)).Unchanged);

        foreach (var (spent, said) in new[] { ("8000.00", "8000.00"), ("6000.00", "6000.00"), ("8000.00", "8000.00") })
        {
            await ledger.ExecuteAsync($"UPDATE ledger SET spent = '{spent}' WHERE code = 'P01'");
            Assert.False(Assert.Single(await office.Sources.RunAsync(default)).Unchanged);
            Assert.Equal(said, await ExecutedAsync(office));
            Assert.True(Assert.Single(await office.Sources.RunAsync(default)).Unchanged);
        }
    }

    [Fact]
    public async Task A_failure_is_told_once_and_so_is_its_end_while_checks_go_on()
    {
        var ledger = await OpenAsync();
        await using var office = await OfficeAsync(ledger, Spent);
        office.Drop("管理员.csv", "姓名,邮箱,角色\n系统管理员甲,root@example.com,系统管理员");
        Assert.Single(await office.RoundAsync());

        await ledger.ExecuteAsync("ALTER TABLE ledger RENAME TO moved");
        var told = Assert.Single(await office.RoundAsync());
        Assert.Equal(("trouble", "root@example.com"), (told.Kind, told.Recipient));
        Assert.StartsWith("【运行故障】数据源 ledger 读取失败：", told.Subject);
        Assert.Contains("ledger", Text(told));
        Assert.Equal("6000.00", await ExecutedAsync(office));

        office.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Empty(await office.RoundAsync());
        var failing = Assert.Single(await office.Sources.RunAsync(default));
        Assert.Equal((1, "库:ledger"), (failing.Refused, failing.Reading.File));

        await ledger.ExecuteAsync("ALTER TABLE moved RENAME TO ledger");
        var over = Assert.Single(await office.RoundAsync());
        Assert.Equal("【运行恢复】数据源 ledger 已能读取", over.Subject);
        Assert.Contains($"<{told.MessageId}>", Encoding.ASCII.GetString(over.Mime));
        Assert.Empty(await office.RoundAsync());

        // The next failure is another one.
        await ledger.ExecuteAsync("ALTER TABLE ledger RENAME TO moved");
        Assert.NotEqual(told.MessageId, Assert.Single(await office.RoundAsync()).MessageId);
    }

    [Fact]
    public async Task Columns_that_no_table_knows_are_a_failure_and_bring_nothing()
    {
        var ledger = await OpenAsync();
        await using var office = await OfficeAsync(ledger, "SELECT code AS 项目编码, spent AS 花了多少 FROM ledger");

        var told = Assert.Single(await office.RoundAsync(), mail => mail.Kind == "trouble");
        Assert.Equal("admin@example.com", told.Recipient);
        Assert.Contains("花了多少", Text(told));
        Assert.Empty(await new SourceStore(office.Store).LastChecksumsAsync("库:ledger", default));
    }

    /// <summary>The mail's text, as its reader has it.</summary>
    protected static string Text(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(mail.Mime)).TextBody!;

    internal static async Task<TestOffice> OfficeAsync(ILedger ledger, string query)
    {
        var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Sources = [ledger.Query(query)] };
        office.DropBudget();
        office.DropContacts();
        return office;
    }

    private static async Task<string?> ExecutedAsync(TestOffice office)
    {
        var check = await office.Check.RunAsync(Some.August31, mayLookBack: false, default);
        await office.Compose.RunAsync(default);
        return check.Judgement.Positions.Single(judged => judged.Position.Key.ProjectCode == "P01").Position.Executed?.ToString();
    }
}
