namespace Platform.ServiceKit.Http;

internal sealed class StoredResponse
{
    public string Route { get; init; } = "";
    public byte[] BodyHash { get; init; } = [];
    public int? Status { get; init; }
    public string? ContentType { get; init; }
    public string? Location { get; init; }
    public string? Etag { get; init; }
    public byte[]? Body { get; init; }
    public byte[]? Sealed { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
