using System.ComponentModel.DataAnnotations;

namespace Platform.Gateway.Identity;

/// <summary>The organisation's identity provider: the section <c>Authentication</c>.</summary>
public sealed class IdentityProviderOptions : IValidatableObject
{
    /// <summary>Its address; without it no tokens but those for development are accepted.</summary>
    public string? Authority { get; set; }

    public string? Audience { get; set; }

    /// <summary>The claim that holds a person's role.</summary>
    [Required]
    public string RoleClaim { get; set; } = "role";

    /// <summary>How often its keys are read again.</summary>
    [Range(1, 86_400)]
    public int KeysSeconds { get; set; } = 300;

    /// <summary>How often at most they are read again because a token names an unknown key.</summary>
    [Range(1, 3_600)]
    public int UnknownKeySeconds { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Authority))
            yield break;
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out _))
            yield return new ValidationResult($"Authentication:Authority is '{Authority}', which is not an address.");
        if (string.IsNullOrEmpty(Audience))
            yield return new ValidationResult(
                "Authentication:Authority is set but Authentication:Audience is not; tokens for any audience would be "
                    + "accepted."
            );
    }
}
