using System.ComponentModel.DataAnnotations;

namespace Platform.Gateway.Proxy;

/// <summary>The addresses of all services by name: the section <c>services</c>.</summary>
public sealed class ServicesOptions() : Dictionary<string, ServiceAddresses>(StringComparer.Ordinal), IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (service, addresses) in this)
        {
            if (addresses.Http.Count != addresses.Grpc.Count)
                yield return new ValidationResult(
                    $"services:{service} names {addresses.Http.Count} http and {addresses.Grpc.Count} grpc addresses; "
                        + "each replica needs one of both."
                );
            foreach (var address in addresses.Http.Concat(addresses.Grpc))
                if (!Uri.TryCreate(address, UriKind.Absolute, out _))
                    yield return new ValidationResult($"services:{service}: '{address}' is not an address.");
        }
    }
}
