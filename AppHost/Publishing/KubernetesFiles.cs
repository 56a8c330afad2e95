namespace Platform.AppHost.Publishing;

/// <summary>
/// The folder <c>kubernetes/</c>: <c>platform</c> (gateway and services) and <c>servers</c> (PostgreSQL, RabbitMQ,
/// Redis, one of each), and the two overlays that are applied: <c>with-servers</c> takes both, <c>outside-servers</c>
/// the platform alone, with connection strings of servers that run elsewhere.
/// </summary>
internal static class KubernetesFiles
{
    private static readonly Dictionary<string, string> PartOfPlatform = new(StringComparer.Ordinal)
    {
        ["app.kubernetes.io/part-of"] = Names.Platform,
    };

    internal static IEnumerable<(string Path, string Content)> Of(
        IReadOnlyList<Workload> workloads,
        string registry,
        string tag
    )
    {
        var (ours, servers) = (workloads.Where(w => w.IsOurs).ToList(), workloads.Where(w => !w.IsOurs).ToList());
        foreach (var w in ours)
            yield return ($"platform/{w.Name}.yaml", Yaml.Of(KubernetesWorkload.Manifests(w)));
        yield return ("platform/network-policy.yaml", Yaml.Of(NetworkPolicy(ours)));
        yield return ($"platform/{Names.SettingsFile}", TextFiles.Settings(ours));
        yield return ("platform/kustomization.yaml", Yaml.Of(Platform(ours, registry, tag)));

        foreach (var w in servers)
            yield return ($"servers/{w.Name}.yaml", Yaml.Of(KubernetesWorkload.Manifests(w)));
        yield return ($"servers/{Names.DatabasesFile}", TextFiles.Databases(servers));
        yield return ("servers/kustomization.yaml", Yaml.Of(Servers(servers)));

        yield return ("with-servers/kustomization.yaml", Yaml.Of(Overlay(["../servers", "../platform"], patches: [])));
        yield return ($"with-servers/{Names.SecretsFile}.example", TextFiles.Secrets(workloads));

        var patched = ours.Where(w => w.Variables.Any(v => v.IsConnection)).ToList();
        foreach (var w in patched)
            yield return ($"outside-servers/{w.Name}.yaml", Yaml.Of(OutsideConnections(w)));
        yield return (
            "outside-servers/kustomization.yaml",
            Yaml.Of(Overlay(["../platform"], patched.Select(w => $"{w.Name}.yaml")))
        );
        yield return ($"outside-servers/{Names.SecretsFile}.example", TextFiles.OutsideSecrets(ours));
    }

    private static object Platform(IReadOnlyList<Workload> ours, string registry, string tag) =>
        new
        {
            apiVersion = "kustomize.config.k8s.io/v1beta1",
            kind = "Kustomization",
            resources = ours.Select(w => $"{w.Name}.yaml").Append("network-policy.yaml"),
            images = ours.Select(w => new
            {
                name = w.Image,
                newName = $"{registry}/{w.Image}",
                newTag = tag,
            }),
            configMapGenerator = new[] { new { name = Names.Settings, envs = new[] { Names.SettingsFile } } },
        };

    private static object Servers(IReadOnlyList<Workload> servers) =>
        new
        {
            apiVersion = "kustomize.config.k8s.io/v1beta1",
            kind = "Kustomization",
            resources = servers.Select(w => $"{w.Name}.yaml"),
            configMapGenerator = new[] { new { name = Names.Databases, files = new[] { Names.DatabasesFile } } },
        };

    private static object Overlay(IEnumerable<string> resources, IEnumerable<string> patches) =>
        new
        {
            apiVersion = "kustomize.config.k8s.io/v1beta1",
            kind = "Kustomization",
            resources,
            patches = patches.Select(path => new { path }).ToList() is { Count: > 0 } some ? some : null,
            secretGenerator = new[] { new { name = Names.Secrets, envs = new[] { Names.SecretsFile } } },
        };

    /// <summary>
    /// Connection strings come whole from the Secret, and what the platform's own servers need to be told goes.
    /// </summary>
    private static object OutsideConnections(Workload w)
    {
        var connections = w.Variables.Where(v => v.IsConnection).ToList();
        var unused = connections
            .SelectMany(v => v.Value.Secrets)
            .Distinct(StringComparer.Ordinal)
            .Except(w.Variables.Except(connections).SelectMany(v => v.Value.Secrets), StringComparer.Ordinal);
        return new
        {
            apiVersion = "apps/v1",
            kind = "Deployment",
            metadata = new { name = w.Name },
            spec = new
            {
                template = new
                {
                    spec = new
                    {
                        containers = new[]
                        {
                            new
                            {
                                name = w.Name,
                                env = unused
                                    .Select(Delete)
                                    .Concat(connections.Select(v => Replace(v.Name, Names.Connection(v)))),
                            },
                        },
                    },
                },
            },
        };
    }

    private static Dictionary<string, object> Delete(string variable) =>
        new(StringComparer.Ordinal) { ["name"] = variable, ["$patch"] = "delete" };

    private static Dictionary<string, object> Replace(string variable, string key) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = variable,
            // Written out as null, which takes the composed value away.
            ["value"] = Yaml.Null,
            ["valueFrom"] = new { secretKeyRef = new { name = Names.Secrets, key } },
        };

    /// <summary>
    /// From outside only gateway and workspace are reached: services trust the gateway's word for who calls, servers
    /// know one user.
    /// </summary>
    private static object NetworkPolicy(IEnumerable<Workload> ours) =>
        new
        {
            apiVersion = "networking.k8s.io/v1",
            kind = "NetworkPolicy",
            metadata = new { name = "services" },
            spec = new
            {
                podSelector = new
                {
                    matchLabels = PartOfPlatform,
                    matchExpressions = new[]
                    {
                        new
                        {
                            key = "app.kubernetes.io/name",
                            @operator = "NotIn",
                            values = ours.Where(w => w.IsExternal).Select(w => w.Name),
                        },
                    },
                },
                policyTypes = new[] { "Ingress" },
                ingress = new[] { new { from = new[] { new { podSelector = new { matchLabels = PartOfPlatform } } } } },
            },
        };
}
