using Grpc.Core;

namespace Platform.Gateway.Overview;

/// <summary>Asks for one part within its own deadline. What goes wrong with it is told in its place and touches no
/// other part.</summary>
internal static class OverviewParts
{
    public const string Ok = "ok";
    public const string None = "none";
    public const string Missing = "missing";

    /// <summary>Long enough for a busy service, short enough for a page that waits.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(800);

    public static async Task<OverviewPart<T>> AskAsync<T>(
        string service,
        Func<CallOptions, Task<T?>> ask,
        CancellationToken ct
    )
        where T : class
    {
        try
        {
            // The network's deadlines go by the machine's clock, not by the one that tests move.
            var value = await ask(
                new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Deadline, cancellationToken: ct)
            );
            return value is null ? new OverviewPart<T>(None, null, null) : new OverviewPart<T>(Ok, value, null);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return new OverviewPart<T>(None, null, null);
        }
        catch (RpcException exception) when (!ct.IsCancellationRequested)
        {
            return new OverviewPart<T>(Missing, null, Explain(service, exception.StatusCode));
        }
    }

    private static string Explain(string service, StatusCode status) =>
        status switch
        {
            StatusCode.DeadlineExceeded => $"{service} did not answer within {Deadline.TotalMilliseconds:0} ms.",
            StatusCode.Unavailable => $"{service} is away at the moment.",
            StatusCode.PermissionDenied => $"The caller's scopes do not open {service}.",
            StatusCode.Unimplemented => $"{service} does not offer this yet.",
            _ => $"{service} failed ({status}).",
        };
}
