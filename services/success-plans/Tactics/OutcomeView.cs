namespace Platform.SuccessPlans.Tactics;

public sealed class OutcomeView
{
    public Guid Id { get; init; }
    public string CustomerType { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>How many tactics serve it.</summary>
    public int Tactics { get; init; }
}
