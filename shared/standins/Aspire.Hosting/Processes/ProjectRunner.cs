using Aspire.Hosting.ApplicationModel;
using Platform.LocalServers;

namespace Aspire.Hosting.Processes;

/// <summary>Runs the replicas of a project.</summary>
internal sealed class ProjectRunner : IRunner
{
    private readonly List<Replica> _replicas = [];

    internal ProjectRunner(ProjectResource project, DistributedApplicationExecutionContext context, DataDirectory data, StateFile states, Output output)
    {
        Resource = project;
        var replicas = project.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        AllocatePorts(project, replicas, output);
        for (var i = 0; i < replicas; i++)
        {
            var name = replicas == 1 ? project.Name : FormattableString.Invariant($"{project.Name}-{i + 1}");
            _replicas.Add(new Replica(project, i, name, context, data, states, output));
        }
        Ready = Task.WhenAll(_replicas.Select(r => r.FirstHealthy));
    }

    public IResource Resource { get; }

    public Task Ready { get; }

    public Task StartAsync(CancellationToken ct)
    {
        _replicas.ForEach(r => r.Start());
        return Ready.WaitAsync(ct);
    }

    public Task StopAsync(CancellationToken urgent) => Task.WhenAll(_replicas.Select(r => r.StopAsync(urgent)));

    public void Dispose() => _replicas.ForEach(r => r.Dispose());

    /// <summary>All ports are known before anything starts, so that everybody can be told of everybody.</summary>
    private static void AllocatePorts(ProjectResource project, int replicas, Output output)
    {
        foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>())
        {
            var ports = new int[replicas];
            for (var i = 0; i < replicas; i++)
            {
                ports[i] = endpoint.Port is { } preferred ? FreePort.FirstFrom(preferred + i) : FreePort.Next();
                if (endpoint.Port + i is { } wanted && wanted != ports[i])
                    output.Say($"port {wanted} is taken: {project.Name} offers {endpoint.Name} on {ports[i]} instead");
            }
            endpoint.AllocatedPorts = ports;
        }
    }
}
