using System.Globalization;
using System.Text;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Commands;

// Figures and dates are formatted for a named reader, never by the machine that happens to run this.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
ZoneData.UseOwnWhereNoneIs();

return await Verbs.RunAsync(args);
