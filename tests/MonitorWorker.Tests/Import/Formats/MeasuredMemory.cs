namespace MonitorWorker.Tests.Import.Formats;

/// <summary>Nothing else runs while memory is measured.</summary>
[CollectionDefinition("One at a time, for the memory is measured", DisableParallelization = true)]
public class MeasuredMemory;
