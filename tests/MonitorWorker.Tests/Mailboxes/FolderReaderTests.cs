using System.Text;
using Microsoft.Extensions.Time.Testing;
using MonitorWorker.Mailboxes;

namespace MonitorWorker.Tests.Mailboxes;

public sealed class FolderReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mails-");
    private readonly FakeTimeProvider _clock = new(Some.Noon);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_are_read_in_the_order_of_their_names_and_moved_when_they_are_done()
    {
        SomeMail.Write(_folder.FullName, "b.eml", SomeMail.Reply("b@example.com"));
        SomeMail.Write(_folder.FullName, "a.EML", SomeMail.Reply("a@example.com"));
        SomeMail.Write(_folder.FullName, "notes.txt", "none");
        SomeMail.Write(_folder.FullName, ".hidden.eml", "none");
        await using var reader = Reader();
        var entries = await reader.ListAsync(MailboxMark.None, default);
        Assert.Equal(["a.EML", "b.eml"], entries.Select(entry => entry.Uid.Split(' ')[0]));
        var mail = (await reader.ReadAsync(entries[0], default))!;
        Assert.Contains("a@example.com", Encoding.UTF8.GetString(mail.Raw));
        Assert.Equal($"folder:{_folder.FullName}", mail.Mailbox);
        await reader.SettleAsync(entries[0], default);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "done", "a.EML")));
        Assert.Equal(["b.eml"], (await reader.ListAsync(MailboxMark.None, default)).Select(entry => entry.Uid.Split(' ')[0]));
    }

    [Fact]
    public async Task Another_mail_under_the_same_name_is_another_mail()
    {
        await using var reader = Reader();
        var uids = new List<string>();
        foreach (var text in new[] { "第一封", "第二封在后" })
        {
            SomeMail.Write(_folder.FullName, "reply.eml", SomeMail.Reply(text: text));
            var entry = Assert.Single(await reader.ListAsync(MailboxMark.None, default));
            uids.Add(entry.Uid);
            await reader.SettleAsync(entry, default);
        }

        Assert.Equal(2, uids.Distinct().Count());
        Assert.Equal(["reply(2).eml", "reply.eml"], _folder.GetDirectories("done")[0].GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_waits()
    {
        var path = SomeMail.Write(_folder.FullName, "a.eml", SomeMail.Reply());
        SomeMail.Write(_folder.FullName, "b.eml", SomeMail.Reply("b@example.com"));
        await using var reader = new FolderReader(SomeMail.Folder(_folder.FullName) with { Quiet = TimeSpan.FromSeconds(1) }, _clock);
        var look = reader.ListAsync(MailboxMark.None, default);
        await File.AppendAllTextAsync(path, "more");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("b.eml", Assert.Single(await look).Uid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_somebody_holds_is_trouble_of_its_own()
    {
        var path = SomeMail.Write(_folder.FullName, "a.eml", SomeMail.Reply());
        await using var reader = Reader();
        var entry = (await reader.ListAsync(MailboxMark.None, default))[0];
        await using (var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(MailboxTrouble.OneMail, (await Assert.ThrowsAsync<MailboxException>(() => reader.ReadAsync(entry, default))).Trouble);
        Assert.NotNull(await reader.ReadAsync(entry, default));
        File.Delete(path);
        Assert.Null(await reader.ReadAsync(entry, default));
        await reader.SettleAsync(entry, default);
    }

    [Fact]
    public async Task Of_a_huge_file_the_header_alone_is_read()
    {
        SomeMail.Write(_folder.FullName, "a.eml", SomeMail.Reply(text: new string('x', 100_000)));
        await using var reader = new FolderReader(SomeMail.Folder(_folder.FullName) with { LargestBytes = 1000 }, _clock);
        var mail = (await reader.ReadAsync((await reader.ListAsync(MailboxMark.None, default))[0], default))!;
        Assert.EndsWith("charset=utf-8", Encoding.UTF8.GetString(mail.Raw).TrimEnd(), StringComparison.Ordinal);
        Assert.True(mail.Size > 100_000);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_trouble_of_the_mailbox()
    {
        var file = SomeMail.Write(_folder.FullName, "file", "none");
        await using var reader = new FolderReader(SomeMail.Folder(Path.Combine(file, "mails")), _clock);
        var failure = await Assert.ThrowsAsync<MailboxException>(() => reader.ListAsync(MailboxMark.None, default));
        Assert.Equal(MailboxTrouble.Unreachable, failure.Trouble);
        Assert.Contains("mailbox.folder", failure.Message);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_trouble_and_is_not_made()
    {
        var missing = Path.Combine(_folder.FullName, "mails");
        await using var reader = new FolderReader(SomeMail.Folder(missing), _clock);
        var failure = await Assert.ThrowsAsync<MailboxException>(() => reader.ListAsync(MailboxMark.None, default));
        Assert.Equal((MailboxTrouble.Unreachable, true), (failure.Trouble, failure.Message.Contains($"{missing} (mailbox.folder) is missing")));
        Assert.False(Directory.Exists(missing));
        Directory.CreateDirectory(missing);
        Assert.Empty(await reader.ListAsync(MailboxMark.None, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // It leads to nothing.
    public async Task A_link_is_not_followed_and_is_trouble_of_its_own(bool leads)
    {
        var elsewhere = SomeMail.Write(_folder.FullName, "secret", "not ours");
        if (!leads) File.Delete(elsewhere);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "a.eml"), elsewhere);
        SomeMail.Write(_folder.FullName, "b.eml", SomeMail.Reply("b@example.com"));
        await using var reader = Reader();
        var entries = await reader.ListAsync(MailboxMark.None, default);
        Assert.Equal(2, entries.Count);
        var failure = await Assert.ThrowsAsync<MailboxException>(() => reader.ReadAsync(entries[0], default));
        Assert.Equal((MailboxTrouble.OneMail, true), (failure.Trouble, failure.Message.Contains("a.eml is a link")));
        Assert.NotNull(await reader.ReadAsync(entries[1], default));
    }

    private FolderReader Reader() => new(SomeMail.Folder(_folder.FullName), _clock);
}
