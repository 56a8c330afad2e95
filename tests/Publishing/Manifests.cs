using k8s;
using k8s.Models;

namespace Platform.Publishing.Tests;

/// <summary>A Deployment or StatefulSet with its one container.</summary>
public sealed record PublishedWorkload(string Name, string Kind, V1PodSpec Pod, int? Replicas)
{
    public V1Container Container => Pod.Containers.Single();

    public bool IsOurs => Manifests.Ours.Contains(Name);
}

/// <summary>The manifests as Kubernetes' own types.</summary>
public static class Manifests
{
    public static readonly IReadOnlyList<string> Ours =
    [
        "accounts",
        "engagement",
        "feedback",
        "gateway",
        "health-scoring",
        "renewals",
        "success-plans",
        "workspace",
    ];

    /// <summary>Every object that is applied; fails on a member or a value that Kubernetes does not know.</summary>
    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> All(Published published) =>
        [
            .. published
                .Files.Where(f => Path.GetDirectoryName(f) is "kubernetes/platform" or "kubernetes/servers")
                .Where(f => Path.GetExtension(f) == ".yaml" && Path.GetFileName(f) != "kustomization.yaml")
                .SelectMany(f => KubernetesYaml.LoadAllFromString(published.Read(f), typeMap: null, strict: true))
                .Cast<IKubernetesObject<V1ObjectMeta>>(),
        ];

    public static IReadOnlyList<T> Of<T>(Published published) => [.. All(published).OfType<T>()];

    public static IReadOnlyList<PublishedWorkload> Of(Published published) =>
        [
            .. Of<V1Deployment>(published)
                .Select(d => new PublishedWorkload(d.Name(), d.Kind, d.Spec.Template.Spec, d.Spec.Replicas)),
            .. Of<V1StatefulSet>(published)
                .Select(s => new PublishedWorkload(s.Name(), s.Kind, s.Spec.Template.Spec, s.Spec.Replicas)),
        ];
}
