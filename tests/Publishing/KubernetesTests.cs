using k8s;
using k8s.Models;

namespace Platform.Publishing.Tests;

public sealed class KubernetesTests(Published published)
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    private IReadOnlyList<PublishedWorkload> Workloads => Manifests.Of(published);

    [Fact]
    public void Kubernetes_knows_every_member_of_every_manifest()
    {
        var objects = Manifests.All(published);

        objects
            .Select(o => $"{o.Kind} {o.Name()}")
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "Deployment accounts",
                "Deployment engagement",
                "Deployment feedback",
                "Deployment gateway",
                "Deployment health-scoring",
                "Deployment renewals",
                "Deployment success-plans",
                "Deployment workspace",
                "HorizontalPodAutoscaler health-scoring",
                "NetworkPolicy services",
                "PodDisruptionBudget gateway",
                "PodDisruptionBudget health-scoring",
                "PodDisruptionBudget workspace",
                "Service accounts",
                "Service engagement",
                "Service feedback",
                "Service gateway",
                "Service health-scoring",
                "Service postgres",
                "Service rabbitmq",
                "Service redis",
                "Service renewals",
                "Service success-plans",
                "Service workspace",
                "StatefulSet postgres",
                "StatefulSet rabbitmq",
                "StatefulSet redis",
            ]);
    }

    [Fact]
    public void A_member_that_Kubernetes_does_not_know_is_found()
    {
        var misspelt = published
            .Read("kubernetes/platform/accounts.yaml")
            .Replace("readinessProbe", "readynessProbe", StringComparison.Ordinal);
        Should.Throw<YamlDotNet.Core.YamlException>(() =>
            KubernetesYaml.LoadAllFromString(misspelt, typeMap: null, strict: true)
        );
    }

    [Fact]
    public void A_kustomization_names_every_file_beside_it_and_no_other()
    {
        foreach (var kustomization in published.Files.Where(f => Path.GetFileName(f) == "kustomization.yaml"))
        {
            var folder = Path.GetDirectoryName(kustomization)!;
            var beside = published
                .Files.Where(f => Path.GetDirectoryName(f) == folder && f != kustomization)
                .Select(f => Path.GetFileName(f).Replace(".example", "", StringComparison.Ordinal));
            var named = published
                .Read(kustomization)
                .Split('\n')
                .Select(line => line.Trim().Replace("- path: ", "- ", StringComparison.Ordinal))
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Where(line => line.Contains('.', StringComparison.Ordinal))
                .Select(line => line[2..])
                .ToList();

            named
                .Where(name => !name.StartsWith("../", StringComparison.Ordinal))
                .ShouldBe(beside, ignoreOrder: true, kustomization);
            foreach (var other in named.Where(name => name.StartsWith("../", StringComparison.Ordinal)))
                published.Files.ShouldContain($"kubernetes/{other[3..]}/kustomization.yaml");
        }
    }

    [Fact]
    public void Every_workload_says_whether_it_started_is_ready_and_alive()
    {
        foreach (var (name, container, isOurs) in Workloads.Select(w => (w.Name, w.Container, w.IsOurs)))
        {
            container.StartupProbe.ShouldNotBeNull(name);
            container.ReadinessProbe.ShouldNotBeNull(name);
            container.LivenessProbe.ShouldNotBeNull(name);
            // A service migrates its database before it listens.
            var patience = container.StartupProbe.PeriodSeconds * container.StartupProbe.FailureThreshold;
            patience.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(300, name);
            if (!isOurs)
                continue;
            container.StartupProbe.HttpGet.Path.ShouldBe("/health/live");
            container.ReadinessProbe.HttpGet.Path.ShouldBe("/health/ready");
            container.LivenessProbe.HttpGet.Path.ShouldBe("/health/live");
            container.LivenessProbe.HttpGet.Port.Value.ShouldBe("http");
            // Under Compose all ports are this machine's, so the workspace has one of its own.
            container
                .Ports.Single(p => p.Name == "http")
                .ContainerPort.ShouldBe(name == "workspace" ? 8090 : 8080, name);
        }
    }

    [Fact]
    public void Every_workload_has_time_to_drain_and_is_left_by_its_callers_before()
    {
        foreach (var workload in Workloads)
        {
            var left = workload.Container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0;
            if (workload.IsOurs)
                left.ShouldBeGreaterThan(0, workload.Name);
            workload
                .Pod.TerminationGracePeriodSeconds.ShouldNotBeNull()
                .ShouldBeGreaterThan((long)Drain.TotalSeconds + left, workload.Name);
        }
    }

    [Fact]
    public void Every_workload_asks_for_what_it_needs_and_has_limits()
    {
        foreach (var workload in Workloads)
        {
            var resources = workload.Container.Resources;
            foreach (var kind in (string[])["cpu", "memory"])
                resources
                    .Limits[kind]
                    .ToDecimal()
                    .ShouldBeGreaterThan(resources.Requests[kind].ToDecimal(), $"{workload.Name} {kind}");
        }
    }

    [Fact]
    public void No_workload_is_root_or_can_become_it()
    {
        foreach (var workload in Workloads)
        {
            workload.Pod.SecurityContext.RunAsNonRoot.ShouldBe(true, workload.Name);
            workload.Pod.SecurityContext.RunAsUser.ShouldNotBeNull().ShouldBeGreaterThan(0, workload.Name);
            workload.Pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
            workload.Pod.AutomountServiceAccountToken.ShouldBe(false, workload.Name);
            workload.Container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false, workload.Name);
            workload.Container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"], workload.Name);
            // RabbitMQ's scripts may write beside its data.
            workload.Container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(
                workload.Name != "rabbitmq",
                workload.Name
            );
            if (workload.IsOurs)
                workload.Container.VolumeMounts.Select(m => m.MountPath).ShouldBe(["/tmp"], workload.Name);
            else
                workload.Pod.SecurityContext.FsGroup.ShouldBe(workload.Pod.SecurityContext.RunAsUser, workload.Name);
        }
    }

    [Fact]
    public void Volumes_have_plain_names_that_stay()
    {
        var claims = Manifests
            .Of<V1StatefulSet>(published)
            .ToDictionary(s => s.Name(), s => s.Spec.VolumeClaimTemplates.Single().Name());
        claims.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["postgres"] = "postgres-data",
                ["rabbitmq"] = "rabbitmq-data",
                ["redis"] = "redis-data",
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public void The_name_of_scoring_leads_to_each_of_its_replicas()
    {
        var service = Manifests.Of<V1Service>(published).Single(s => s.Name() == "health-scoring");
        service.Spec.ClusterIP.ShouldBe("None");
        // Without an address of its own nothing translates ports.
        service
            .Spec.Ports.Select(p => p.Port)
            .ShouldBe(Workloads.Single(w => w.Name == "health-scoring").Container.Ports.Select(p => p.ContainerPort));

        var gateway = Workloads
            .Single(w => w.Name == "gateway")
            .Container.Env.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        gateway["services__health-scoring__http__0"].ShouldBe("http://health-scoring:8080");
        gateway["services__health-scoring__grpc__0"].ShouldBe("http://health-scoring:8081");
        gateway.Keys.ShouldNotContain("services__health-scoring__http__1");
    }

    [Fact]
    public void Scoring_is_scaled_by_load_from_the_replicas_that_were_asked_for()
    {
        var scaler = Manifests.Of<V2HorizontalPodAutoscaler>(published).Single();
        scaler.Spec.ScaleTargetRef.Kind.ShouldBe("Deployment");
        scaler.Spec.ScaleTargetRef.Name.ShouldBe("health-scoring");
        scaler.Spec.MinReplicas.ShouldBe(3);
        scaler.Spec.MaxReplicas.ShouldBeGreaterThan(3);
        scaler.Spec.Metrics.Single().Resource.Name.ShouldBe("cpu");
        Workloads
            .Single(w => w.Name == "health-scoring")
            .Replicas.ShouldBeNull("an apply would undo what the autoscaler did");
    }

    [Fact]
    public void What_may_be_interrupted_runs_more_than_once()
    {
        foreach (var budget in Manifests.Of<V1PodDisruptionBudget>(published))
        {
            budget.Spec.Selector.MatchLabels.ShouldContainKeyAndValue("app.kubernetes.io/name", budget.Name());
            if (budget.Name() != "health-scoring")
                Workloads.Single(w => w.Name == budget.Name()).Replicas.ShouldBe(2);
        }
    }

    [Fact]
    public void Selectors_find_the_pods_that_they_mean()
    {
        var pods = Manifests
            .Of<V1Deployment>(published)
            .Select(d => (Name: d.Name(), d.Spec.Selector, d.Spec.Template.Metadata.Labels))
            .Concat(
                Manifests
                    .Of<V1StatefulSet>(published)
                    .Select(s => (Name: s.Name(), s.Spec.Selector, s.Spec.Template.Metadata.Labels))
            )
            .ToList();
        foreach (var pod in pods)
            pod.Selector.MatchLabels.ShouldBeSubsetOf(pod.Labels);
        foreach (var service in Manifests.Of<V1Service>(published))
            pods.Where(p => service.Spec.Selector.All(p.Labels.Contains))
                .Select(p => p.Name)
                .ShouldBe([service.Name()]);
    }

    [Fact]
    public void Only_gateway_and_workspace_are_reached_from_outside()
    {
        var policy = Manifests.Of<V1NetworkPolicy>(published).Single();
        policy.Spec.PodSelector.MatchLabels.ShouldContainKeyAndValue("app.kubernetes.io/part-of", "retention-platform");
        var except = policy.Spec.PodSelector.MatchExpressions.Single();
        (except.Key, except.OperatorProperty).ShouldBe(("app.kubernetes.io/name", "NotIn"));
        except.Values.ShouldBe(["gateway", "workspace"]);
    }

    [Fact]
    public void PostgreSQL_has_the_database_of_each_service_from_its_first_start()
    {
        var databases = published.Read("kubernetes/servers/databases.sql");
        foreach (var workload in Workloads.Where(w => w.IsOurs && w.Name != "workspace"))
        {
            var connection = workload.Container.Env.Single(v =>
                v.Value?.StartsWith("Host=postgres;", StringComparison.Ordinal) == true
            );
            var database = connection.Name.Replace("ConnectionStrings__", "", StringComparison.Ordinal);
            connection.Value.ShouldEndWith($";Database={database}");
            databases.ShouldContain($"create database \"{database}\";\n");
        }

        published.Read("compose/databases.sql").ShouldBe(databases);
    }
}
