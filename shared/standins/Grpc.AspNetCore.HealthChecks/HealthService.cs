using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The standard health service over ASP.NET Core's health checks.</summary>
internal sealed class HealthService(
    HealthCheckService checks,
    HealthBoard board,
    IHostApplicationLifetime lifetime,
    IOptions<GrpcHealthChecksOptions> options) : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!options.Value.Services.TryGetServiceMapping(request.Service, out var mapping))
            throw new RpcException(new Status(StatusCode.NotFound, $"No health is kept of a service '{request.Service}'."));

        return Response(await StatusNowAsync(mapping, context.CancellationToken));
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        // Subscribed before the first status is taken, so that no change falls in between.
        using var subscription = board.Watch(request.Service, out var statuses);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        using var stopping = options.Value.SuppressCompletionOnShutdown ? default : lifetime.ApplicationStopping.Register(ending.Cancel);

        try
        {
            var known = options.Value.Services.TryGetServiceMapping(request.Service, out var mapping);
            var last = known ? await StatusNowAsync(mapping!, ending.Token) : ServingStatus.ServiceUnknown;
            await responseStream.WriteAsync(Response(last));

            await foreach (var status in statuses.ReadAllAsync(ending.Token))
            {
                if (!known || status == last) continue;
                await responseStream.WriteAsync(Response(status));
                last = status;
            }
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(Response(ServingStatus.NotServing));
        }
        catch (OperationCanceledException)
        {
            // The watcher has gone; nobody is there to answer.
        }
    }

    private static HealthCheckResponse Response(ServingStatus status) => new() { Status = status };

    private async Task<ServingStatus> StatusNowAsync(ServiceMapping mapping, CancellationToken ct)
    {
        if (options.Value.UseHealthChecksCache) return board[mapping.Name];

        var report = await checks.CheckHealthAsync(check => mapping.Predicate(new HealthCheckMapContext(check.Name, check.Tags)), ct);
        return HealthBoard.Judge(report, mapping);
    }
}
