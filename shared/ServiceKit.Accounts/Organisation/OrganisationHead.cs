namespace Platform.ServiceKit.Organisation;

/// <summary>What stands at the head of a page that customers see.</summary>
public sealed class OrganisationHead
{
    /// <summary>Null until it is set.</summary>
    public string? Name { get; init; }

    public bool HasLogo { get; init; }

    /// <summary>Null where there is no logo.</summary>
    public string? Logo => HasLogo ? OrganisationProfile.LogoPath : null;
}
