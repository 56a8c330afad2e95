namespace Platform.AppHost.Publishing;

/// <summary>
/// A workload as Kubernetes takes it: a Deployment or StatefulSet, its Service, and what scales and protects it.
/// </summary>
internal static class KubernetesWorkload
{
    private static readonly string[] OneWriter = ["ReadWriteOnce"];
    private static readonly string[] All = ["ALL"];

    /// <summary>
    /// Services drain for 25 s (HostOptions.ShutdownTimeout), after the 5 s in which callers learn that they go.
    /// </summary>
    private const int LeaveSeconds = 5;
    private const int ServiceStopsWithin = 45;
    private const int ServerStopsWithin = 120;

    internal static IEnumerable<object> Manifests(Workload w)
    {
        yield return w.Volume is null ? Deployment(w) : StatefulSet(w);
        yield return Service(w);
        if (w.IsScaled)
            yield return Autoscaler(w);
        if (Copies(w) > 1)
            yield return DisruptionBudget(w);
    }

    internal static Dictionary<string, string> Labels(Workload w) =>
        new(StringComparer.Ordinal)
        {
            ["app.kubernetes.io/name"] = w.Name,
            ["app.kubernetes.io/part-of"] = Names.Platform,
        };

    private static Dictionary<string, string> Selector(Workload w) =>
        new(StringComparer.Ordinal) { ["app.kubernetes.io/name"] = w.Name };

    /// <summary>Two at least of what scales and of what the world calls: a node may go at any time.</summary>
    private static int Copies(Workload w) => w.IsScaled || w.IsExternal ? Math.Max(2, w.Replicas) : w.Replicas;

    private static object Deployment(Workload w) =>
        new
        {
            apiVersion = "apps/v1",
            kind = "Deployment",
            metadata = Metadata(w),
            spec = new
            {
                // Where there is an autoscaler, a number here would undo its work at each apply.
                replicas = w.IsScaled ? (int?)null : Copies(w),
                selector = new { matchLabels = Selector(w) },
                template = Pod(w),
            },
        };

    private static object StatefulSet(Workload w) =>
        new
        {
            apiVersion = "apps/v1",
            kind = "StatefulSet",
            metadata = Metadata(w),
            spec = new
            {
                serviceName = w.Name,
                replicas = Copies(w),
                selector = new { matchLabels = Selector(w) },
                template = Pod(w),
                volumeClaimTemplates = new[]
                {
                    new
                    {
                        metadata = new { name = w.Volume!.Name },
                        spec = new
                        {
                            accessModes = OneWriter,
                            resources = new { requests = new { storage = $"{w.Footprint.StorageGibibytes}Gi" } },
                        },
                    },
                },
            },
        };

    private static object Metadata(Workload w) => new { name = w.Name, labels = Labels(w) };

    private static object Pod(Workload w)
    {
        var mounts = Mounts(w).ToList();
        var volumes = mounts.Select(m => m.Volume).OfType<object>().ToList();
        return new
        {
            metadata = new { labels = Labels(w) },
            spec = new
            {
                // Neither the addresses of all Services nor the cluster's own token are anything to a workload.
                enableServiceLinks = false,
                automountServiceAccountToken = false,
                terminationGracePeriodSeconds = w.IsOurs ? ServiceStopsWithin : ServerStopsWithin,
                securityContext = new
                {
                    runAsNonRoot = true,
                    runAsUser = w.Footprint.User,
                    runAsGroup = w.Footprint.User,
                    // The volume belongs to the server's group, whoever made it.
                    fsGroup = w.Volume is null ? (int?)null : w.Footprint.User,
                    fsGroupChangePolicy = w.Volume is null ? null : "OnRootMismatch",
                    seccompProfile = new { type = "RuntimeDefault" },
                },
                topologySpreadConstraints = Copies(w) == 1
                    ? null
                    : new[]
                    {
                        new
                        {
                            maxSkew = 1,
                            topologyKey = "kubernetes.io/hostname",
                            whenUnsatisfiable = "ScheduleAnyway",
                            labelSelector = new { matchLabels = Selector(w) },
                        },
                    },
                containers = new[] { Container(w, [.. mounts.Select(m => m.Mount)]) },
                volumes = volumes.Count == 0 ? null : volumes,
            },
        };
    }

    private static object Container(Workload w, IReadOnlyList<object> mounts) =>
        new
        {
            name = w.Name,
            image = w.Image,
            command = w.Entrypoint is { } entrypoint ? new[] { entrypoint } : null,
            args = w.Arguments.Count == 0 ? null : w.Arguments.Select(a => a.With(Reference)),
            envFrom = w.IsOurs ? new[] { new { configMapRef = new { name = Names.Settings } } } : null,
            env = Environment(w),
            ports = w.Ports.Select(p => new { name = p.Name, containerPort = p.Number }),
            resources = new
            {
                requests = new { cpu = $"{w.Footprint.Cpu.Request}m", memory = $"{w.Footprint.Memory.Request}Mi" },
                limits = new { cpu = $"{w.Footprint.Cpu.Limit}m", memory = $"{w.Footprint.Memory.Limit}Mi" },
            },
            startupProbe = w.IsOurs
                ? Http("/health/live", period: 2, failures: 150)
                : Command(w, period: 5, failures: 60),
            readinessProbe = w.IsOurs
                ? Http("/health/ready", period: 5, failures: 3)
                : Command(w, period: 30, failures: 2),
            // Slow is not dead: a busy process is left to its work for a minute and more.
            livenessProbe = w.IsOurs ? Http("/health/live", period: 10, failures: 6) : Tcp(w, period: 15, failures: 6),
            lifecycle = w.IsOurs ? new { preStop = new { sleep = new { seconds = LeaveSeconds } } } : null,
            securityContext = new
            {
                allowPrivilegeEscalation = false,
                readOnlyRootFilesystem = w.Footprint.Writes is not null,
                capabilities = new { drop = All },
            },
            volumeMounts = mounts.Count == 0 ? null : mounts,
        };

    private static object Http(string path, int period, int failures) =>
        new
        {
            httpGet = new { path, port = "http" },
            periodSeconds = period,
            timeoutSeconds = 5,
            failureThreshold = failures,
        };

    private static object Command(Workload w, int period, int failures) =>
        new
        {
            exec = new { command = w.Footprint.Check },
            periodSeconds = period,
            timeoutSeconds = 15,
            failureThreshold = failures,
        };

    private static object Tcp(Workload w, int period, int failures) =>
        new
        {
            tcpSocket = new { port = w.Ports[0].Name },
            periodSeconds = period,
            timeoutSeconds = 5,
            failureThreshold = failures,
        };

    /// <summary>
    /// A secret that is a variable of its own comes from the Secret at once. One that is part of an address comes
    /// first, under its own name: <c>$(NAME)</c> is replaced by what stands above it.
    /// </summary>
    private static IEnumerable<object> Environment(Workload w)
    {
        var whole = w.Variables.Where(v => v.Value.IsSecret).ToList();
        var parts = w.Variables.Except(whole).SelectMany(v => v.Value.Secrets).Distinct(StringComparer.Ordinal);
        return
        [
            .. parts
                .Except(whole.Select(v => v.Name), StringComparer.Ordinal)
                .Select(secret => FromSecret(secret, secret)),
            .. whole.Select(v => FromSecret(v.Name, v.Value.Secrets.Single())),
            .. w.Variables.Except(whole).Select(v => (object)new { name = v.Name, value = v.Value.With(Reference) }),
        ];
    }

    internal static object FromSecret(string name, string key) =>
        new { name, valueFrom = new { secretKeyRef = new { name = Names.Secrets, key } } };

    private static string Reference(string secret) => $"$({secret})";

    private static IEnumerable<(object Mount, object? Volume)> Mounts(Workload w)
    {
        if (w.Volume is { } kept)
            yield return (new { name = kept.Name, mountPath = kept.Path }, null);
        foreach (var path in w.Footprint.Writes ?? [])
        {
            var name = path.Trim('/').Replace('/', '-');
            yield return (new { name, mountPath = path }, new { name, emptyDir = new { sizeLimit = "2Gi" } });
        }

        if (w.Footprint.SharedMemory is { } mebibytes)
        {
            yield return (
                new { name = "shared-memory", mountPath = "/dev/shm" },
                new { name = "shared-memory", emptyDir = new { medium = "Memory", sizeLimit = $"{mebibytes}Mi" } }
            );
        }

        if (w.Databases.Count > 0)
        {
            yield return (
                new
                {
                    name = "databases",
                    mountPath = Names.DatabasesPath,
                    readOnly = true,
                },
                new { name = "databases", configMap = new { name = Names.Databases } }
            );
        }
    }

    /// <summary>
    /// Without an address of its own (headless) where there are several replicas: the name then leads to each of them,
    /// and callers choose among them by load and readiness.
    /// </summary>
    private static object Service(Workload w) =>
        new
        {
            apiVersion = "v1",
            kind = "Service",
            metadata = Metadata(w),
            spec = new
            {
                type = "ClusterIP",
                clusterIP = w.IsScaled ? "None" : null,
                selector = Selector(w),
                ports = w.Ports.Select(p => new
                {
                    name = p.Name,
                    port = p.Number,
                    targetPort = p.Name,
                }),
            },
        };

    private static object Autoscaler(Workload w) =>
        new
        {
            apiVersion = "autoscaling/v2",
            kind = "HorizontalPodAutoscaler",
            metadata = Metadata(w),
            spec = new
            {
                scaleTargetRef = new
                {
                    apiVersion = "apps/v1",
                    kind = "Deployment",
                    name = w.Name,
                },
                minReplicas = Copies(w),
                maxReplicas = Math.Max(10, Copies(w)),
                metrics = new[]
                {
                    new
                    {
                        type = "Resource",
                        resource = new { name = "cpu", target = new { type = "Utilization", averageUtilization = 70 } },
                    },
                },
                // A burst of usage is over sooner than a replica has started and gone again.
                behavior = new { scaleDown = new { stabilizationWindowSeconds = 300 } },
            },
        };

    private static object DisruptionBudget(Workload w) =>
        new
        {
            apiVersion = "policy/v1",
            kind = "PodDisruptionBudget",
            metadata = Metadata(w),
            spec = new { maxUnavailable = 1, selector = new { matchLabels = Selector(w) } },
        };
}
