namespace Platform.ServiceKit.Auth;

public static class Roles
{
    public const string Csm = "csm";
    public const string Manager = "manager";
    public const string Executive = "executive";
    public const string Ops = "ops";

    /// <summary>An API key: may do what its scopes say, nothing else.</summary>
    public const string Partner = "partner";

    /// <summary>A share link: reaches only the shared view it was made for.</summary>
    public const string Customer = "customer";

    /// <summary>A service of the platform acting by itself.</summary>
    public const string Service = "service";

    public static readonly IReadOnlyList<string> People = [Csm, Manager, Executive, Ops];
}
