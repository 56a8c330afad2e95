using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Grpc;

/// <summary>
/// Gives a gRPC client the addresses behind a service's names, and does so again every two seconds. gRPC's own resolver
/// of names asks every fifteen at most: too late for a replica that has just come.
/// </summary>
internal sealed class NamedResolverFactory(IReadOnlyList<Uri> names, ResolveName resolve) : ResolverFactory
{
    public override string Name => "named";

    public override Resolver Create(ResolverOptions options) =>
        new NamedResolver(names, resolve, options.LoggerFactory);

    private sealed class NamedResolver(IReadOnlyList<Uri> names, ResolveName resolve, ILoggerFactory log)
        : PollingResolver(log)
    {
        private Timer? _timer;

        protected override void OnStarted()
        {
            base.OnStarted();
            _timer = new Timer(_ => LookAgain(), state: null, NamedAddresses.Interval, NamedAddresses.Interval);
        }

        protected override async Task ResolveAsync(CancellationToken cancellationToken)
        {
            var found = await Task.WhenAll(
                names.Select(name => NamedAddresses.FindAsync(name, resolve, cancellationToken))
            );
            Listener(
                ResolverResult.ForResult([
                    .. found.SelectMany(a => a).Select(a => new BalancerAddress(a.IdnHost, a.Port)),
                ])
            );
        }

        protected override void Dispose(bool disposing)
        {
            _timer?.Dispose();
            base.Dispose(disposing);
        }

        private void LookAgain()
        {
            try
            {
                Refresh();
            }
            catch (ObjectDisposedException)
            {
                // The channel went while its timer fired.
            }
        }
    }
}
