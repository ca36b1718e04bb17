using System.Collections;
using System.Reflection;
using Scriban.Runtime;

namespace MonitorWorker.Notifications.Templates;

/// <summary>
/// Copies a view into Scriban's own objects: a template can neither reach nor change anything of the program, and each
/// text is encoded where it enters. Encoding on the way in rather than out leaves includes, captures and functions of a
/// template free to pass text on without escaping it twice.
/// </summary>
internal static class TemplateModel
{
    public static object? Copy(object? value, Func<string, string> encode) => value switch
    {
        null => null,
        RawText raw => raw.Text,
        string text => encode(text),
        bool or int => value,
        IEnumerable items => new ScriptArray(items.Cast<object?>().Select(item => Copy(item, encode))) { IsReadOnly = true },
        _ => CopyMembers(value, encode),
    };

    /// <summary>Names that a template can use below a view, in the spelling of templates.</summary>
    public static IEnumerable<(string Name, Type Type)> Members(Type view) =>
        view.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => (StandardMemberRenamer.Rename(property), property.PropertyType));

    private static ScriptObject CopyMembers(object view, Func<string, string> encode)
    {
        var copy = new ScriptObject();
        foreach (var property in view.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            copy[StandardMemberRenamer.Rename(property)] = Copy(property.GetValue(view), encode);
        copy.IsReadOnly = true;
        return copy;
    }
}

/// <summary>A text in the language of the document itself, which people keep as such: it is put in as it stands.</summary>
internal sealed record RawText(string Text);
