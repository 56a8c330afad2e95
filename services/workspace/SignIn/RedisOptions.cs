using System.ComponentModel.DataAnnotations;

namespace Platform.Workspace.SignIn;

/// <summary>The section <c>ConnectionStrings</c>, as AppHost writes it.</summary>
public sealed class RedisOptions
{
    [Required(ErrorMessage = "ConnectionStrings:redis is missing: sessions are kept there.")]
    public string Redis { get; set; } = "";
}
