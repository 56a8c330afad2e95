using Platform.ServiceKit.Data;

namespace Platform.Feedback.Loops;

/// <param name="Step">thank, acknowledge, act or follow_up.</param>
/// <param name="DueAt">By when it is to be done (RFC 3339, UTC).</param>
public sealed record LoopStep(
    string Step,
    string? Owner,
    DateTimeOffset DueAt,
    DateTimeOffset? DoneAt,
    string? DoneBy,
    string? Note,
    bool Overdue
);

/// <summary>What the loop is about, in the customer's words.</summary>
/// <param name="Score">On the survey's own scale, scaleTo at most.</param>
/// <param name="Contact">Who answered; absent where the person is not known or was erased.</param>
public sealed record LoopAnswer(
    string Survey,
    decimal? Score,
    int ScaleTo,
    string? Comment,
    bool WantsReply,
    Guid? ContactId,
    string? Contact,
    DateTimeOffset AnsweredAt
);

/// <param name="EscalatedTo"><c>manager</c> once a step is past due, <c>executive</c> later.</param>
/// <param name="AnswerId">The answer that opened it.</param>
/// <param name="Answer">What the customer was asked and said.</param>
/// <param name="Status">open or closed.</param>
/// <param name="WhatChanged">What the customer was told that changed; left out before it is closed.</param>
/// <param name="EscalatedAt">When it was last escalated (RFC 3339, UTC).</param>
/// <param name="Steps">thank, acknowledge, act and follow_up with their due times.</param>
public sealed record LoopResponse(
    Guid Id,
    Guid AnswerId,
    LoopAnswer Answer,
    Guid AccountId,
    string? Account,
    string Reason,
    string? Owner,
    string Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    string? WhatChanged,
    string? EscalatedTo,
    DateTimeOffset? EscalatedAt,
    IReadOnlyList<LoopStep> Steps,
    int Version
);

internal sealed class LoopRow
{
    public Guid Id { get; init; }
    public Guid AnswerId { get; init; }
    public Guid AccountId { get; init; }
    public string? Account { get; init; }
    public string Survey { get; init; } = "";
    public decimal? Score { get; init; }
    public int ScaleTo { get; init; }
    public string? Comment { get; init; }
    public bool WantsReply { get; init; }
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }
    public DateTimeOffset AnsweredAt { get; init; }
    public string Reason { get; init; } = "";
    public string? Owner { get; init; }
    public string Status { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? WhatChanged { get; init; }
    public string? EscalatedTo { get; init; }
    public DateTimeOffset? EscalatedAt { get; init; }
    public int Version { get; init; }

    public LoopResponse ToResponse(IEnumerable<LoopStepRow> steps, DateTimeOffset now) =>
        new(
            Id,
            AnswerId,
            new LoopAnswer(Survey, Score, ScaleTo, Comment, WantsReply, ContactId, Contact, AnsweredAt),
            AccountId,
            Account,
            Reason,
            Owner,
            Status,
            OpenedAt,
            ClosedAt,
            WhatChanged,
            EscalatedTo,
            EscalatedAt,
            [
                .. steps
                    .OrderBy(s => s.Position)
                    .Select(s => new LoopStep(
                        s.Step,
                        s.Owner,
                        s.DueAt,
                        s.DoneAt,
                        s.DoneBy,
                        s.Note,
                        s.DoneAt is null && s.DueAt < now
                    )),
            ],
            Version
        );

    public const string Select = """
        select l.id, l.answer_id, l.account_id, c.name as account, l.reason, l.owner, l.status, l.opened_at,
            l.closed_at, l.what_changed, l.escalated_to, l.escalated_at, l.version,
               s.name as survey, trim_scale(a.score) as score, s.scale_to, a.comment, a.wants_reply, a.contact_id,
                   p.name as contact, a.answered_at
        from feedback_loop l
        join answer a on a.id = l.answer_id
        join survey s on s.id = a.survey_id
        left join contact_copy p on p.contact_id = a.contact_id
        left join account_copy c on c.account_id = l.account_id
        """;
}

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
