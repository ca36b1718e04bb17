using System.Runtime.CompilerServices;
using System.Text;

namespace MonitorWorker.Delivery;

/// <summary>
/// Chinese mails are in GB 2312 and GBK as often as in UTF-8. MimeKit remembers for ever which charsets there were when it was first used, so they are
/// there before anything else.
/// </summary>
internal static class CodePages
{
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
