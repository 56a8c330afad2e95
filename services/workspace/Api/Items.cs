namespace Platform.Workspace.Api;

/// <summary>One page of a list; <paramref name="Next"/> is the cursor of the following one.</summary>
public sealed record Items<T>(
    [property: System.Text.Json.Serialization.JsonPropertyName("items")] IReadOnlyList<T> All,
    string? Next
);
