using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Plans;

/// <param name="Expectations">Replaces those that the plan has.</param>
public sealed record SetExpectationsRequest([Required, MaxLength(100)] IReadOnlyList<ExpectationRequest> Expectations);

public static class SetExpectations
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPut("/{id:guid}/expectations", HandleAsync)
            .WithName(nameof(SetExpectations))
            .WithDescription("Replaces what people on both sides expect of each other.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SetExpectationsRequest request,
        HttpContext http,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, http.Request.ExpectedVersion(), ct);
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
            Insert,
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
        return await plan.CommitAndReturnAsync(reader, http.Response, ct);
    }

    private const string Insert =
        "insert into expectation (id, plan_id, position, side, role, person, contact_id, text) values (@Id, "
        + "@PlanId, @Position, @Side, @Role, @Person, @ContactId, @Text)";
}
