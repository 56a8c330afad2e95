using System.ComponentModel.DataAnnotations;

namespace Platform.Workspace.SignIn;

/// <summary>The organisation's identity provider as the workspace uses it: the section <c>SignIn</c>.</summary>
public sealed class SignInOptions : IValidatableObject
{
    /// <summary>Its address: the one that the gateway has as <c>Authentication:Authority</c>.</summary>
    [Required(ErrorMessage = "SignIn:Authority is missing: the address of the organisation's identity provider.")]
    public string Authority { get; set; } = "";

    /// <summary>The workspace's own name there.</summary>
    [Required(ErrorMessage = "SignIn:ClientId is missing: the workspace's name at the identity provider.")]
    public string ClientId { get; set; } = "";

    /// <summary>Left out where the provider takes public clients (PKCE is always used).</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// What is asked for, parted by blanks. It has to lead to an access token for the gateway's audience, and to a
    /// refresh token (<c>offline_access</c>) where access tokens live shorter than a working day.
    /// </summary>
    [Required]
    public string Scopes { get; set; } = "openid profile offline_access";

    /// <summary>How long a person who does nothing stays signed in.</summary>
    [Range(1, 168)]
    public int Hours { get; set; } = 12;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority.Length > 0 && !Uri.TryCreate(Authority, UriKind.Absolute, out _))
            yield return new ValidationResult($"SignIn:Authority is '{Authority}', which is not an address.");
        else if (Authority.Length > 0 && new Uri(Authority) is { Scheme: not "https", IsLoopback: false })
            yield return new ValidationResult("SignIn:Authority has to be https, except on this machine.");
    }
}
