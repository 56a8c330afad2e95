using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Platform.Workspace.Protection;

/// <summary>
/// The proxies in front of the workspace, by address (<c>Proxies:Addresses:0…n</c>) or network
/// (<c>Proxies:Networks:0…n</c>, such as 10.0.0.0/8): their word for who calls, and by https, is believed.
/// </summary>
public sealed class KnownProxiesOptions : IValidatableObject
{
    public IReadOnlyList<string> Addresses { get; set; } = [];

    public IReadOnlyList<string> Networks { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (index, address) in Addresses.Index())
            if (!IPAddress.TryParse(address, out _))
                yield return new ValidationResult($"Proxies:Addresses:{index} is '{address}', not like 10.0.0.7.");
        foreach (var (index, network) in Networks.Index())
            if (!System.Net.IPNetwork.TryParse(network, out _))
                yield return new ValidationResult($"Proxies:Networks:{index} is '{network}', not like 10.0.0.0/8.");
    }
}
