namespace Platform.AppHost.Publishing;

/// <summary>The folder <c>compose/</c>: everything on one machine that has a container engine.</summary>
internal static class ComposeFiles
{
    private static readonly string[] All = ["ALL"];
    private static readonly string[] NoNewPrivileges = ["no-new-privileges:true"];

    internal static IEnumerable<(string Path, string Content)> Of(
        IReadOnlyList<Workload> workloads,
        string registry,
        string tag
    )
    {
        yield return ("compose.yaml", Yaml.Of(Compose(workloads, registry, tag)));
        yield return (Names.DatabasesFile, TextFiles.Databases(workloads));
        yield return (Names.SettingsFile, TextFiles.Settings(workloads.Where(w => w.IsOurs)));
        yield return ($"{Names.SecretsFile}.example", TextFiles.Secrets(workloads));
    }

    private static object Compose(IReadOnlyList<Workload> workloads, string registry, string tag)
    {
        var servers = workloads
            .Where(w => w.Footprint.Check is not null)
            .Select(w => w.Name)
            .ToHashSet(StringComparer.Ordinal);
        return new
        {
            services = workloads.ToDictionary(
                w => w.Name,
                w => Service(w, servers, registry, tag),
                StringComparer.Ordinal
            ),
            volumes = workloads
                .Select(w => w.Volume)
                .OfType<Volume>()
                .ToDictionary(v => v.Name, _ => new { }, StringComparer.Ordinal),
        };
    }

    private static object Service(Workload w, HashSet<string> servers, string registry, string tag) =>
        new
        {
            image = w.IsOurs ? $"${{REGISTRY:-{registry}}}/{w.Image}:${{TAG:-{tag}}}" : w.Image,
            // RabbitMQ's data belongs to the node of this name.
            hostname = w.Volume is null ? null : w.Name,
            entrypoint = w.Entrypoint is { } entrypoint ? new[] { entrypoint } : null,
            command = w.Arguments.Count == 0 ? null : w.Arguments.Select(Text),
            env_file = w.IsOurs ? new[] { Names.SettingsFile } : null,
            environment = w.Variables.ToDictionary(v => v.Name, v => Text(v.Value), StringComparer.Ordinal),
            // This machine's own: what terminates TLS for the world stands before it.
            ports = w.IsExternal ? w.Ports.Select(p => $"127.0.0.1:{p.Number}:{p.Number}") : null,
            volumes = Volumes(w).ToList() is { Count: > 0 } volumes ? volumes : null,
            depends_on = w.WaitsFor.Count == 0
                ? null
                : w.WaitsFor.ToDictionary(
                    name => name,
                    name => new { condition = servers.Contains(name) ? "service_healthy" : "service_started" },
                    StringComparer.Ordinal
                ),
            healthcheck = w.Footprint.Check is { } check
                ? new
                {
                    test = check.Select(Escape).Prepend("CMD"),
                    interval = "10s",
                    timeout = "15s",
                    retries = 30,
                }
                : null,
            deploy = new
            {
                replicas = w.IsScaled ? (int?)w.Replicas : null,
                resources = new
                {
                    limits = new
                    {
                        cpus = FormattableString.Invariant($"{w.Footprint.Cpu.Limit / 1000m:0.0}"),
                        memory = $"{w.Footprint.Memory.Limit}M",
                    },
                },
            },
            restart = "unless-stopped",
            stop_grace_period = w.IsOurs ? "45s" : "120s",
            user = $"{w.Footprint.User}:{w.Footprint.User}",
            read_only = w.Footprint.Writes is not null,
            tmpfs = w.Footprint.Writes,
            shm_size = w.Footprint.SharedMemory is { } mebibytes ? $"{mebibytes}m" : null,
            cap_drop = All,
            security_opt = NoNewPrivileges,
        };

    private static IEnumerable<string> Volumes(Workload w)
    {
        if (w.Volume is { } kept)
            yield return $"{kept.Name}:{kept.Path}";
        if (w.Databases.Count > 0)
            yield return $"./{Names.DatabasesFile}:{Names.DatabasesPath}/{Names.DatabasesFile}:ro";
    }

    private static string Text(Composed value) =>
        value.With(secret => $"${{{secret}:?{secret} is missing: see {Names.SecretsFile}.example}}", Escape);

    /// <summary>Compose takes a dollar for the start of a variable of its own.</summary>
    private static string Escape(string words) => words.Replace("$", "$$", StringComparison.Ordinal);
}
