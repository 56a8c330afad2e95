namespace Platform.AppHost.Publishing;

/// <summary>
/// What a container is allowed and how it is asked whether it works: what the model does not say. Sizes are for some
/// ten thousand accounts; an operator changes them in an overlay.
/// </summary>
internal sealed record Footprint
{
    /// <summary>The user that the image was made for; never root.</summary>
    internal required int User { get; init; }

    /// <summary>Thousandths of a processor, asked for and at most.</summary>
    internal required (int Request, int Limit) Cpu { get; init; }

    /// <summary>Mebibytes, asked for and at most.</summary>
    internal required (int Request, int Limit) Memory { get; init; }

    /// <summary>
    /// Directories that it writes to beside its volume; null where that is not known, so that all can be written.
    /// </summary>
    internal required IReadOnlyList<string>? Writes { get; init; }

    /// <summary>Mebibytes of shared memory, where the usual 64 are too few.</summary>
    internal int? SharedMemory { get; init; }

    /// <summary>Says with its exit code whether a server is ready.</summary>
    internal IReadOnlyList<string>? Check { get; init; }

    internal int StorageGibibytes { get; init; }

    internal static Footprint Of(IResource resource) =>
        resource switch
        {
            PostgresServerResource => new Footprint
            {
                User = 999,
                Cpu = (500, 2000),
                Memory = (1024, 4096),
                Writes = ["/tmp", "/var/run/postgresql"],
                SharedMemory = 256,
                // Over TCP: while the first start creates databases, it answers on its socket alone.
                Check = ["pg_isready", "-h", "127.0.0.1", "-U", "postgres"],
                StorageGibibytes = 50,
            },
            RabbitMQServerResource => new Footprint
            {
                User = 999,
                Cpu = (250, 1000),
                Memory = (512, 2048),
                Writes = null,
                Check = ["rabbitmq-diagnostics", "-q", "check_running"],
                StorageGibibytes = 10,
            },
            RedisResource => new Footprint
            {
                User = 999,
                Cpu = (100, 500),
                Memory = (128, 512),
                Writes = ["/tmp"],
                Check = ["/bin/sh", "-c", "REDISCLI_AUTH=\"$REDIS_PASSWORD\" redis-cli ping | grep -q PONG"],
                StorageGibibytes = 2,
            },
            ProjectResource { Name: "gateway" or "health-scoring" } => Service((500, 2000), (384, 1024)),
            // It keeps the figures of the whole book in memory.
            ProjectResource { Name: "renewals" } => Service((250, 2000), (512, 1536)),
            ProjectResource => Service((100, 1000), (256, 768)),
            _ => throw new NotSupportedException($"Nothing is known of what {resource.Name} needs on a cluster."),
        };

    // 1654 is "app" in .NET's images. Uploads and large bodies are kept in /tmp while they are read.
    private static Footprint Service((int Request, int Limit) cpu, (int Request, int Limit) memory) =>
        new()
        {
            User = 1654,
            Cpu = cpu,
            Memory = memory,
            Writes = ["/tmp"],
        };
}
