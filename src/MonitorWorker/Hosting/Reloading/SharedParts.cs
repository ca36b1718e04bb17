using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>What the service has once, however often its configuration changes. Add here what must outlive a reload, and hand it on in <see cref="Generation"/>.</summary>
internal sealed record SharedParts(MonitorStore Store, TimeProvider Clock, ILoggerFactory Logs, TroubleBoard Board, Turns Turns, Liveness Liveness, DiskFullWatch Full);
