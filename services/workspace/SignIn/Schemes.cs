namespace Platform.Workspace.SignIn;

/// <summary>The two steps of knowing a person: the session's cookie, and the provider that vouches for it.</summary>
internal static class Schemes
{
    public const string Session = "session";
    public const string Provider = "provider";

    /// <summary>Where the provider sends people back to.</summary>
    public const string Callback = "/sign-in/callback";
}
