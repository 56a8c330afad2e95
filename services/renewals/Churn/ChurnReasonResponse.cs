namespace Platform.Renewals.Churn;

internal sealed class ChurnReasonResponse
{
    public string Code { get; init; } = "";
    public string Description { get; init; } = "";
}
