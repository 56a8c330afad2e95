using System.Net;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

internal static class WebhookProblems
{
    public static Problem SecretUnreadable() =>
        new(
            "webhooks/secret-unreadable",
            StatusCodes.Status409Conflict,
            "The webhook's secret cannot be read.",
            "It was stored under another Webhooks:SealingKey. "
                + "Set that key again, or rotate the secret and give the receiver the new one."
        );

    /// <summary>What can be told of an address before anything is sent; names are looked at again when they are
    /// connected to.</summary>
    public static Problem? Refuse(string url, bool allowPrivate)
    {
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0
        )
            return Problem.Invalid(
                "url",
                $"'{url}' is not an address to send to; it looks like https://example.com/hooks"
            );
        if (allowPrivate)
            return null;
        if (address.Scheme != "https")
            return Problem.Invalid(
                "url",
                "has to be https, and a public address; to try one out on a machine of your own, start the "
                    + "platform with Webhooks__AllowPrivateAddresses=true"
            );
        if (
            address.IsLoopback
            || (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip) && !PublicAddresses.IsPublic(ip))
        )
            return Problem.Invalid(
                "url",
                $"{address.Host} is not a public address; webhooks are not sent to loopback or private networks"
            );
        return null;
    }
}
