namespace Platform.SuccessPlans.Value;

public sealed class Reading
{
    public Guid Id { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>The metric's value, in its unit.</summary>
    public decimal Value { get; init; }
    public string Source { get; init; } = "";
    public string? Note { get; init; }

    /// <summary>User id of who read it, or telemetry.</summary>
    public string By { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
