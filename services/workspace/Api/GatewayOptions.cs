using System.ComponentModel.DataAnnotations;

namespace Platform.Workspace.Api;

/// <summary>Where the gateway is: the section <c>services:gateway</c>, as AppHost writes it.</summary>
public sealed class GatewayOptions
{
    /// <summary>Its addresses; the first is called.</summary>
    [MinLength(1)]
    public IReadOnlyList<Uri> Http { get; set; } = [];
}
