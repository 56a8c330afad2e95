using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

/// <param name="Meetings">Replaces those that the plan has.</param>
public sealed record SetMeetingsRequest([Required, MaxLength(100)] IReadOnlyList<MeetingRequest> Meetings);

public static class SetMeetings
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPut("/{id:guid}/meetings", HandleAsync)
            .WithName(nameof(SetMeetings))
            .WithDescription("Replaces the meetings that were agreed.");

    private static async Task<Ok<PlanView>> HandleAsync(
        Guid id,
        SetMeetingsRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        var before = await plan.Work.QueryAsync<Meeting>(Meeting.OfPlan, new { planId = id });
        await plan.Work.ExecuteAsync("delete from meeting where plan_id = @id", new { id });
        await plan.Work.ExecuteAsync(
            Insert,
            request.Meetings.Select(
                (m, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        PlanId = id,
                        Position = i + 1,
                        m.Title,
                        m.Purpose,
                        m.Rhythm,
                        m.FirstOn,
                    }
            )
        );
        await plan.RecordAsync(
            "meetings changed",
            id,
            before.Select(m => new MeetingRequest(m.Title, m.Purpose, m.Rhythm, m.FirstOn)),
            request.Meetings
        );
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }

    private const string Insert =
        "insert into meeting (id, plan_id, position, title, purpose, rhythm, first_on) values (@Id, @PlanId, "
        + "@Position, @Title, @Purpose, @Rhythm, @FirstOn)";
}
