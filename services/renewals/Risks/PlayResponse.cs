namespace Platform.Renewals.Risks;

internal sealed class PlayResponse
{
    public string Code { get; init; } = "";
    public string Category { get; init; } = "";
    public string Title { get; init; } = "";
    public string Steps { get; init; } = "";
}
