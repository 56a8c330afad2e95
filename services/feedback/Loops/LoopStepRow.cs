using Platform.ServiceKit.Data;

namespace Platform.Feedback.Loops;

internal sealed class LoopStepRow
{
    public Guid LoopId { get; init; }
    public string Step { get; init; } = "";
    public int Position { get; init; }
    public string? Owner { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? DoneBy { get; init; }
    public string? Note { get; init; }

    public static Task<IReadOnlyList<LoopStepRow>> OfAsync(Database database, Guid[] loops, CancellationToken ct) =>
        database.QueryAsync<LoopStepRow>(Select, new { loops }, ct);

    public const string Select =
        "select loop_id, step, position, owner, due_at, done_at, done_by, note from loop_step where loop_id = "
        + "any(@loops)";
}
