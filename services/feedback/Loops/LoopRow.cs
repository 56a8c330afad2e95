namespace Platform.Feedback.Loops;

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
