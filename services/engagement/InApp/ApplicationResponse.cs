namespace Platform.Engagement.InApp;

/// <summary>A product that shows messages.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its short name, unique.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Origins">The web origins whose pages may ask: <c>https://app.example.com</c>.</param>
/// <param name="Secrets">The secrets that sign users' tokens, without the secrets themselves.</param>
/// <param name="Version">For If-Match.</param>
public sealed record ApplicationResponse(
    Guid Id,
    string Key,
    string Name,
    IReadOnlyList<string> Origins,
    IReadOnlyList<ApplicationSecret> Secrets,
    int Version
);
