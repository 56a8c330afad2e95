namespace Platform.Gateway.Protection;

/// <summary>Which web pages may call: <c>Cors:Origins:0…n</c>. None is configured: none may.</summary>
public sealed class CrossOriginOptions
{
    public IReadOnlyList<string> Origins { get; set; } = [];
}
