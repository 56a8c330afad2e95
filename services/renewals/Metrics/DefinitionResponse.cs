using Platform.Renewals.Revenue;
using Platform.Renewals.Values;

namespace Platform.Renewals.Metrics;

public sealed class DefinitionResponse
{
    public string Name { get; init; } = "";
    public int Version { get; init; }

    /// <summary>draft, or locked: figures are published with locked ones only.</summary>
    public string Status { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>Where revenue that comes back counts.</summary>
    public string Reactivation { get; init; } = "";

    /// <summary>Which movements the figure counts.</summary>
    public string Waterfall { get; init; } = "";
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>User id of who locked it.</summary>
    public string? LockedBy { get; init; }

    /// <summary>When it was locked (RFC 3339, UTC).</summary>
    public DateTimeOffset? LockedAt { get; init; }

    internal RetentionDefinition Rules =>
        new(EnumText.To<ReactivationRule>(Reactivation), EnumText.To<WaterfallBasis>(Waterfall));
}
