using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Plans;

/// <summary>Roles and expectations of both sides, and the meeting schedule: each list is replaced as a whole.</summary>
public static class RolesAndMeetings
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapPut("/{id:guid}/expectations", SetExpectationsAsync)
            .WithName("SetExpectations")
            .WithDescription("Replaces what people on both sides expect of each other.");
        plans
            .MapPut("/{id:guid}/meetings", SetMeetingsAsync)
            .WithName("SetMeetings")
            .WithDescription("Replaces the meetings that were agreed.");
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> SetExpectationsAsync(
        Guid id,
        SetExpectationsRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        for (var i = 0; i < request.Expectations.Count; i++)
        {
            if (
                request.Expectations[i].ContactId is { } contact
                && await AccountDirectory.ContactAsync(plan.Work, plan.Plan.AccountId, contact) is null
            )
                return Problem
                    .Invalid(
                        $"expectations[{i}].contactId",
                        $"there is no contact {contact} at account {plan.Plan.AccountId}"
                    )
                    .ToResult();
        }

        var before = await plan.Work.QueryAsync<Expectation>(Expectation.OfPlan, new { planId = id });
        await plan.Work.ExecuteAsync("delete from expectation where plan_id = @id", new { id });
        await plan.Work.ExecuteAsync(
            AddExpectation,
            request.Expectations.Select(
                (e, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        PlanId = id,
                        Position = i + 1,
                        e.Side,
                        e.Role,
                        e.Person,
                        e.ContactId,
                        e.Text,
                    }
            )
        );
        await plan.RecordAsync(
            "expectations changed",
            id,
            before.Select(e => new ExpectationRequest(e.Side, e.Role, e.Person, e.ContactId, e.Text)),
            request.Expectations
        );
        return await plan.AnswerAsync(reader, http.Response, ct);
    }

    private static async Task<Ok<PlanView>> SetMeetingsAsync(
        Guid id,
        SetMeetingsRequest request,
        HttpContext http,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
        var before = await plan.Work.QueryAsync<Meeting>(Meeting.OfPlan, new { planId = id });
        await plan.Work.ExecuteAsync("delete from meeting where plan_id = @id", new { id });
        await plan.Work.ExecuteAsync(
            AddMeeting,
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
        return await plan.AnswerAsync(reader, http.Response, ct);
    }

    private const string AddExpectation =
        "insert into expectation (id, plan_id, position, side, role, person, contact_id, text) values (@Id, "
        + "@PlanId, @Position, @Side, @Role, @Person, @ContactId, @Text)";

    private const string AddMeeting =
        "insert into meeting (id, plan_id, position, title, purpose, rhythm, first_on) values (@Id, @PlanId, "
        + "@Position, @Title, @Purpose, @Rhythm, @FirstOn)";
}
