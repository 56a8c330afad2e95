using Platform.ServiceDefaults;

namespace Platform.Cli.Gateway;

/// <summary>
/// Asks once, before the first call, whether the gateway is that of the installation meant. An address out of a file
/// may have become another installation's since: what is then written would be in the wrong book.
/// </summary>
/// <param name="installation">The id in the data directory.</param>
public sealed class InstallationCheck(string installation) : DelegatingHandler
{
    private volatile bool _isKnown;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!_isKnown)
            await CheckAsync(request.RequestUri!, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task CheckAsync(Uri address, CancellationToken ct)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/health/live"));
        using var answer = await base.SendAsync(question, ct);
        var process = answer.Headers.TryGetValues(ProcessHeader.Name, out var values) ? values.First() : null;
        if (process != $"{installation}/gateway")
        {
            throw new CommandFailedException(
                $"{address.GetLeftPart(UriPartial.Authority)} is not the gateway of this installation "
                    + $"({process ?? "it does not say whose it is"}); nothing was sent. "
                    + "Start this one with ./platform up, or name the gateway meant with --gateway."
            );
        }
        _isKnown = true;
    }
}
