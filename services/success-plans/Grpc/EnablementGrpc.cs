using Grpc.Core;
using Platform.Plans.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Enablement;
using Proto = Platform.Plans.V1;

namespace Platform.SuccessPlans.Grpc;

/// <summary>Thin: the same as REST, as protobuf.</summary>
[RequireScope("plans:read")]
internal sealed class EnablementGrpc(Database database, OrganisationCalendar day, TimeProvider clock)
    : EnablementService.EnablementServiceBase
{
    public override async Task<Proto.Enablement> GetEnablement(GetEnablementRequest request, ServerCallContext context)
    {
        var enablement = await SuccessPlans.Enablement.GetAccountEnablement.ReadAsync(
            Wire.Id(request.AccountId, "account_id"),
            database,
            day,
            context.CancellationToken
        );
        var answer = new Proto.Enablement
        {
            AccountId = enablement.AccountId.ToString(),
            Roles =
            {
                enablement.Roles.Select(r => new Proto.RoleEnablement
                {
                    Role = r.Role,
                    Contacts = r.Contacts,
                    Certified = r.Certified,
                }),
            },
        };
        if (enablement.CertifiedAdmins is { } share)
            answer.CertifiedAdmins = (double)share;
        return answer;
    }

    [RequireScope("plans:write")]
    [RequireRoles(Roles.Ops, Roles.Manager, Roles.Partner)]
    public override async Task<RecordCompletionsResponse> RecordCompletions(
        RecordCompletionsRequest request,
        ServerCallContext context
    )
    {
        if (request.Source.Length is 0 or > 100)
            throw Problem.Invalid("source", "needs 1 to 100 characters").ToException();
        if (request.Rows.Count > SuccessPlans.Enablement.ImportCompletions.MostRows)
            throw Problem
                .Invalid(
                    "rows",
                    $"{request.Rows.Count} rows are more than "
                        + $"{SuccessPlans.Enablement.ImportCompletions.MostRows}: send several calls"
                )
                .ToException();
        List<SuccessPlans.Enablement.CompletionRow> rows =
        [
            .. request.Rows.Select(
                (r, i) =>
                    new SuccessPlans.Enablement.CompletionRow(
                        r.Course,
                        r.Contact,
                        Wire.Day(r.CompletedOn, $"rows[{i}].completed_on")
                    )
            ),
        ];
        var result = await SuccessPlans.Enablement.ImportCompletions.TakeAsync(
            new ImportCompletionsRequest(request.Source, rows),
            Caller.From(context.GetHttpContext().User),
            database,
            day,
            clock,
            context.CancellationToken
        );
        return new RecordCompletionsResponse
        {
            Inserted = result.Inserted,
            Unchanged = result.Unchanged,
            Failures =
            {
                result.Failures.Select(f => new CompletionFailure
                {
                    Row = f.Row,
                    Column = f.Column ?? "",
                    Reason = f.Reason ?? "",
                }),
            },
        };
    }
}
