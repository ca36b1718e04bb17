using MonitorWorker.Alerts;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>What a silence covers, as people say it.</summary>
public static class SilenceWords
{
    /// <summary>By its codes: 项目P01 支出进度滞后 黄色预警及以下.</summary>
    public static string Of(SilenceScope scope) => Of(scope, MailWords.Chinese);

    /// <summary>By its names, as a digest lists it.</summary>
    public static string Of(SilenceCover cover) => Of(cover, MailWords.Chinese);

    /// <inheritdoc cref="Of(SilenceScope)"/>
    internal static string Of(SilenceScope scope, MailWords words) => string.Join(words["silence.joint"], new[]
    {
        scope.AlertKey is { } key ? words.Say("silence.alert", ("alert", key)) : null,
        scope.Entity is { } entity ? words.Say("silence.entity", ("entity", entity)) : null,
        scope.Project is { } project ? words.Say("silence.project", ("project", project)) : null,
        scope.Rule is { } rule ? words.Rule(rule) : null,
        scope.Level is { } level ? UpTo(level.Code(), words) : null,
    }.OfType<string>());

    /// <inheritdoc cref="Of(SilenceCover)"/>
    internal static string Of(SilenceCover cover, MailWords words) => string.Join(words["silence.joint"], ((string?[])
    [
        .. cover.Names,
        cover.Rule is { } rule ? words.Rule(rule) : null,
        cover.UpTo is { } level ? UpTo(level, words) : null,
    ]).OfType<string>());

    private static string UpTo(string level, MailWords words)
    {
        var word = words.Level(LevelWords.Of(level));
        return level == "red" ? word : words.Say("level.and-below", ("level", word));
    }
}
