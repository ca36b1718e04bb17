using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MimeKit;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs;

namespace MonitorWorker.Tests.Jobs;

/// <summary>Nobody's mail or attachment shows a line outside of the recipient's scope, whatever the office looks like.</summary>
public class ScopeTests
{
    /// <summary>A seed has no smaller neighbours: without shrinking, a failure names the organisation at once.</summary>
    [Property(MaxTest = 12, Arbitrary = [typeof(ScopeTests)])]
    public void Nobody_is_shown_a_line_outside_of_their_scope_and_somebody_is_told_of_each(Seed seed) => RunAsync(new RandomOrganisation(seed.Value)).GetAwaiter().GetResult();

    public static Arbitrary<Seed> Seeds() => Gen.Choose(0, int.MaxValue - 1).Select(value => new Seed(value)).ToArbitrary();

    private static async Task RunAsync(RandomOrganisation organisation)
    {
        await using var office = await TestOffice.OpenAsync();
        office.Settings = office.Settings with { Receipts = ReceiptPolicy.Always, Routes = organisation.Routes, RejectFileOnBadRow = organisation.RejectsFiles };
        foreach (var (name, csv) in organisation.Master()) office.Drop(name, csv);
        foreach (var day in new[] { Some.August31, new DateOnly(2024, 9, 30), new DateOnly(2024, 10, 31) })
        {
            office.Settings = office.Settings with { AsOf = day };
            // A process keeps the settings that it started with.
            office.Restart();
            foreach (var (name, csv) in organisation.Figures(day)) office.Drop(name, csv);
            await office.Intake.RunAsync(keepFiles: false, default);
            var checkedNow = await office.Check.RunAsync(day, mayLookBack: false, default);
            foreach (var change in checkedNow.Changes.Where(change => change.Decision.Transition is not (null or TransitionKind.Resolved)))
                Assert.NotEmpty(change.Notices);
            await office.Receipts.RunAsync(default);
            await office.Digest.RunAsync($"digest-{day:yyyyMMdd}", day, default);
            await office.Compose.RunAsync(default);
            var before = office.Sent.Count;
            await office.Deliver.RunAsync(office.Clock.GetUtcNow().AddHours(1), office.Clock.GetUtcNow().AddHours(1), default);
            Assert.NotEqual(before, office.Sent.Count);
            foreach (var mail in office.Sent.Skip(before)) Hold(organisation, mail, day);
            office.Clock.Advance(TimeSpan.FromDays(30));
        }
    }

    private static void Hold(RandomOrganisation organisation, OutgoingMail mail, DateOnly day)
    {
        Assert.True(organisation.IsSomebody(mail.Recipient, day), $"{mail.Recipient} is in no office on {day}: {mail.Subject}");
        var shown = Shown(mail);
        foreach (var project in organisation.Projects.Where(project => shown.Contains(project.Code, StringComparison.Ordinal)))
            Assert.True(organisation.Covers(mail.Recipient, project, day), $"{mail.Recipient} is shown {project} on {day} in “{mail.Subject}” ({mail.Kind})\n{organisation}\n{shown}");
    }

    /// <summary>Everything that the mail holds, its attachments unpacked.</summary>
    private static string Shown(OutgoingMail mail)
    {
        var message = MimeMessage.Load(new MemoryStream(mail.Mime));
        var text = new StringBuilder(message.Subject).AppendLine(message.TextBody).AppendLine(message.HtmlBody);
        foreach (var part in message.BodyParts.OfType<MimePart>().Where(part => part.IsAttachment))
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            text.AppendLine(part.FileName).AppendLine(Encoding.UTF8.GetString(content.ToArray()));
            if (part.FileName?.EndsWith(".xlsx", StringComparison.Ordinal) != true) continue;
            using var book = new ZipArchive(content, ZipArchiveMode.Read);
            foreach (var entry in book.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                text.AppendLine(reader.ReadToEnd());
            }
        }

        return text.ToString();
    }

    public sealed record Seed(int Value);
}
