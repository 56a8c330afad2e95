namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks speak for which service.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>By default the server as a whole (the empty name) is judged by all health checks.</summary>
    public ServiceMappingCollection Services { get; } = new();

    /// <summary>
    /// True: answer from the last periodic run of the health checks. False (the default): run them for each Check and each new Watch.
    /// </summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>False (the default): a Watch is told NOT_SERVING and ended when the application begins to stop.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}
