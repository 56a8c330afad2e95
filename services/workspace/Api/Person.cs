namespace Platform.Workspace.Api;

/// <summary>A person on our side.</summary>
/// <param name="Id">User id: the subject of the person's token.</param>
/// <param name="Roles">csm, manager, executive or ops.</param>
/// <param name="State">active or deactivated.</param>
public sealed record Person(
    string Id,
    string Name,
    string? Email,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Teams,
    string State
);
