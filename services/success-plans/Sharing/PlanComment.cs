namespace Platform.SuccessPlans.Sharing;

public sealed class PlanComment
{
    public Guid Id { get; init; }

    /// <summary><c>ours</c> or <c>customer</c>.</summary>
    public string Side { get; init; } = "";

    /// <summary>Name of who wrote it.</summary>
    public string Author { get; init; } = "";
    public string Text { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public Guid? ContactId { get; init; }

    internal const string Select = "select id, side, author, text, at, contact_id from plan_comment";
}
