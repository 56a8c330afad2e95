using System.Globalization;
using Grpc.Core;
using Platform.Plans.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Objectives;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Tactics;

namespace Platform.SuccessPlans.Grpc;

/// <summary>Thin: the same reads and rules as REST, as protobuf.</summary>
[RequireScope("plans:read")]
internal sealed class PlansGrpc(Database database, PlanReader reader, PlanService plans, OrganisationCalendar day)
    : PlansService.PlansServiceBase
{
    private const int MostAccounts = 1_000;

    public override async Task<SuccessPlan> GetPlan(GetPlanRequest request, ServerCallContext context)
    {
        var id =
            request.ByCase == GetPlanRequest.ByOneofCase.AccountId
                ? await reader.LivingAsync(Wire.Id(request.AccountId, "account_id"), context.CancellationToken)
                : Wire.Id(request.Id, "id");
        return id is { } known && await reader.FindAsync(known, context.CancellationToken) is { } plan
            ? Answer(plan)
            : throw Problem
                .NotFound(
                    "plan",
                    request.ByCase == GetPlanRequest.ByOneofCase.AccountId
                        ? $"of account {request.AccountId}"
                        : request.Id
                )
                .ToRpcException();
    }

    public override async Task<BatchGetPlansResponse> BatchGetPlans(
        BatchGetPlansRequest request,
        ServerCallContext context
    )
    {
        if (request.AccountIds.Count > MostAccounts)
            throw Problem
                .Invalid(
                    "account_ids",
                    $"{request.AccountIds.Count} ids are more than {MostAccounts}: send several calls"
                )
                .ToRpcException();
        var ids = request.AccountIds.Select((text, i) => Wire.Id(text, $"account_ids[{i}]")).ToArray();
        var rows = await database.QueryAsync<PlanSummary>(
            $"{PlanSummary.Select} where p.account_id = any(@ids) and p.status <> 'closed' order by p.account_id",
            new { ids },
            context.CancellationToken
        );
        return new BatchGetPlansResponse { Plans = { rows.Select(Answer) } };
    }

    public override async Task<ListValueLedgerResponse> ListValueLedger(
        ListValueLedgerRequest request,
        ServerCallContext context
    )
    {
        var claims = await database.QueryAsync<Claim>(
            Claim.OfPlan,
            new { planId = Wire.Id(request.PlanId, "plan_id") },
            context.CancellationToken
        );
        return new ListValueLedgerResponse { Claims = { claims.Where(c => c.WithdrawnAt is null).Select(Answer) } };
    }

    [RequireScope("plans:write")]
    public override async Task<SuccessPlan> RecordReading(
        Platform.Plans.V1.RecordReadingRequest request,
        ServerCallContext context
    )
    {
        if (
            !decimal.TryParse(
                request.Value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
            throw Problem.Invalid("value", $"'{request.Value}' is not a decimal, for example 12.5").ToRpcException();
        DateOnly on = default;
        if (
            request.Day.Length > 0
            && !DateOnly.TryParseExact(
                request.Day,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out on
            )
        )
            throw Problem.Invalid("day", $"'{request.Day}' is not a date like 2026-11-30").ToRpcException();
        var (id, objective) = (Wire.Id(request.PlanId, "plan_id"), Wire.Id(request.ObjectiveId, "objective_id"));
        await using (
            var plan = await plans.OpenAsync(
                id,
                Caller.From(context.GetHttpContext().User),
                expected: null,
                context.CancellationToken
            )
        )
        {
            if (
                await SuccessPlans.Value.RecordReading.ApplyAsync(
                    plan,
                    objective,
                    value,
                    request.Day.Length > 0 ? on : null,
                    request.Note.Length > 0 ? request.Note : null,
                    day
                ) is
                { } problem
            )
                throw problem.ToRpcException();
            await plan.CommitAsync();
        }

        return Answer((await reader.FindAsync(id, context.CancellationToken))!);
    }

    public override async Task<ListAccountTacticsResponse> ListAccountTactics(
        ListAccountTacticsRequest request,
        ServerCallContext context
    )
    {
        var tactics = await database.QueryAsync<AccountTactic>(
            AccountTactic.OfAccount,
            new { accountId = Wire.Id(request.AccountId, "account_id") },
            context.CancellationToken
        );
        return new ListAccountTacticsResponse { Tactics = { tactics.Select(Answer) } };
    }

    private static SuccessPlan Answer(PlanView p) =>
        new()
        {
            Id = p.Id.ToString(),
            AccountId = p.AccountId.ToString(),
            Status = p.Status,
            Version = p.Version,
            AgreedOn = Day(p.AgreedOn),
            Progress = Figure(p.Progress),
            OpenMilestones = p.OpenMilestones,
            OverdueMilestones = p.OverdueMilestones,
            Objectives = { p.Objectives.Select(Answer) },
        };

    private static SuccessPlan Answer(PlanSummary p) =>
        new()
        {
            Id = p.Id.ToString(),
            AccountId = p.AccountId.ToString(),
            Status = p.Status,
            Version = p.Version,
            AgreedOn = Day(p.AgreedOn),
            Progress = Figure(p.Progress),
            OpenMilestones = p.OpenMilestones,
            OverdueMilestones = p.OverdueMilestones,
        };

    private static PlanObjective Answer(ObjectiveView o) =>
        new()
        {
            Id = o.Id.ToString(),
            Text = o.Text ?? "",
            Metric = o.Metric ?? "",
            Baseline = Figure(o.Baseline),
            Target = Figure(o.Target),
            Unit = o.Unit ?? "",
            Current = Figure(o.Current),
            DueOn = Day(o.DueOn),
            Delivered = Figure(o.Delivered),
        };

    private static ValueClaim Answer(Claim c) =>
        new()
        {
            Id = c.Id.ToString(),
            Text = c.Text,
            Evidence = c.Evidence,
            Amount = Figure(c.Amount),
            Currency = c.Currency ?? "",
            ConfirmedAt = c.ConfirmedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "",
            ConfirmedBy = c.ConfirmedBy ?? "",
        };

    private static AgreedTactic Answer(AccountTactic t) =>
        new()
        {
            Id = t.Id.ToString(),
            TacticId = t.TacticId.ToString(),
            Name = t.Name,
            State = t.State,
            Adoption = Figure(t.Adoption),
            StartedOn = Day(t.StartedOn),
            DueOn = Day(t.DueOn),
            StalledOn = Day(t.StalledOn),
        };

    private static string Figure(decimal? figure) => figure?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
