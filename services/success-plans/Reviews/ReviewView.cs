using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Reviews;

public sealed class ReviewView
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? AccountName { get; init; }

    /// <summary><c>value_review</c>, <c>qbr</c> or <c>ebr</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>due</c>, <c>scheduled</c>, <c>held</c>, <c>missed</c> or <c>cancelled</c>.</summary>
    public string Status { get; init; } = "";
    public DateOnly DueOn { get; init; }

    /// <summary>When it takes place (RFC 3339, UTC).</summary>
    public DateTimeOffset? ScheduledAt { get; init; }
    public DateOnly? HeldOn { get; init; }

    /// <summary>Whether it counts towards coverage; null before it is held.</summary>
    public bool? Counts { get; init; }
    public string? Summary { get; init; }
    public string[] OurAttendees { get; init; } = [];

    /// <summary>Whether the sponsor would renew: <c>renew</c>, <c>unsure</c> or <c>leave</c>.</summary>
    public string? GutCheck { get; init; }

    /// <summary>What they added.</summary>
    public string? GutCheckComment { get; init; }

    /// <summary>The person who said so.</summary>
    public Guid? GutCheckContact { get; init; }

    /// <summary>The review that this one makes up for.</summary>
    public Guid? MakesUpFor { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }
    public IReadOnlyList<AttendeeView> Attendees { get; set; } = [];

    /// <summary>What was shared for it.</summary>
    public IReadOnlyList<MaterialView> Materials { get; set; } = [];

    internal const string Select = """
        select r.review_id as id, r.account_id, a.name as account_name, r.type, r.status, r.due_on, r.scheduled_at,
            r.held_on, r.counts, r.summary, r.our_attendees,
               r.gut_check, r.gut_check_comment, r.gut_check_contact, r.makes_up_for, r.reason,
                   r.version
        from review r left join account_copy a using (account_id)
        """;

    internal static async Task<ReviewView?> ReadAsync(UnitOfWork work, Guid id)
    {
        if (
            await work.SingleOrDefaultAsync<ReviewView>($"{Select} where r.review_id = @id", new { id }) is not { } view
        )
            return null;
        view.Attendees = await work.QueryAsync<AttendeeView>(Attending, new { id });
        view.Materials = await work.QueryAsync<MaterialView>(
            "select material_id as id, contact_id, title, location, pack_id, shared_at, shared_by from "
                + "review_material where review_id = @id order by shared_at, material_id",
            new { id }
        );
        return view;
    }

    private const string Attending = """
        select t.contact_id, c.name, t.senior from review_attendee t left join contact_copy c using (contact_id)
        where t.review_id = @id order by t.senior desc, c.name, t.contact_id
        """;
}
