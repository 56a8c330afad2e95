namespace Platform.SuccessPlans.Plans;

public sealed class PlanChangeView
{
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>User id, contact or service whose change it was.</summary>
    public string By { get; init; } = "";

    /// <summary>What was done: objective added, due date moved and so on.</summary>
    public string What { get; init; } = "";

    /// <summary>The part of the plan that was changed.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The fields that changed, as they were.</summary>
    public System.Text.Json.JsonElement? Before => Parse(BeforeJson);

    /// <summary>The fields that changed, as they became.</summary>
    public System.Text.Json.JsonElement? After => Parse(AfterJson);

    [System.Text.Json.Serialization.JsonIgnore]
    public string? BeforeJson { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? AfterJson { get; init; }

    private static System.Text.Json.JsonElement? Parse(string? json) =>
        json is null ? null : System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json);
}
