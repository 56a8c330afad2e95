using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Engagement.Approvals;
using Platform.Engagement.Inbox;
using Platform.Engagement.Runs;
using Platform.Engagement.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Grpc;

/// <summary>The same operations for partners and services.</summary>
internal sealed class EngagementGrpc(
    Database database,
    RequestedRuns runs,
    ApprovalDecisions decisions,
    TimeProvider clock
) : V1.EngagementService.EngagementServiceBase
{
    [RequireScope("engagement:write")]
    public override async Task<StartRunResponse> StartRun(V1.StartRunRequest request, ServerCallContext context)
    {
        var playbook = await database.SingleOrDefaultAsync<Guid?>(
            "select id from playbook where key = @Playbook or id::text = @Playbook",
            new { request.Playbook },
            context.CancellationToken
        );
        if (playbook is not { } id)
            throw Problem.NotFound("playbook", request.Playbook).ToRpcException();
        if (request.Reason.Length is 0 or > 1000)
            throw Problem.Invalid("reason", "is not of 1 to 1000 characters").ToRpcException();
        var (run, isNew) = await runs.StartAsync(
            id,
            new Runs.StartRunRequest(
                Id("account_id", request.AccountId),
                request.ContactId.Length == 0 ? null : Id("contact_id", request.ContactId),
                null,
                request.Reason
            ),
            CallerOf(context),
            context.CancellationToken
        );
        return new StartRunResponse
        {
            RunId = run.Id.ToString(),
            Started = isNew,
            State = run.State,
        };
    }

    [RequireScope("engagement:read")]
    public override async Task<ListInboxResponse> ListInbox(ListInboxRequest request, ServerCallContext context)
    {
        var page = await Inbox.ListInbox.ReadAsync(
            database,
            new ListInboxQuery(Text(request.Owner), Text(request.Kind), null, null, null),
            PageOf(request.Limit, request.Cursor),
            CallerOf(context),
            clock.GetUtcNow(),
            context.CancellationToken
        );
        return new ListInboxResponse { Items = { page.Items.Select(Show) }, Next = page.Next ?? "" };
    }

    [RequireScope("engagement:read")]
    public override async Task<ListApprovalsResponse> ListApprovals(
        ListApprovalsRequest request,
        ServerCallContext context
    )
    {
        var page = await Approvals.ListApprovals.ReadAsync(
            database,
            request.AccountId.Length == 0 ? null : Id("account_id", request.AccountId),
            null,
            null,
            PageOf(request.Limit, request.Cursor),
            context.CancellationToken
        );
        return new ListApprovalsResponse { Approvals = { page.Items.Select(Show) }, Next = page.Next ?? "" };
    }

    [RequireScope("engagement:write")]
    public override async Task<DecideApprovalResponse> DecideApproval(
        DecideApprovalRequest request,
        ServerCallContext context
    )
    {
        var decided = await decisions.DecideAsync(
            Id("approval_id", request.ApprovalId),
            new ApprovalDecision(request.Decision, request.ShownHash, Note: Text(request.Note)),
            CallerOf(context),
            context.CancellationToken
        );
        return new DecideApprovalResponse { ApprovalId = decided.Id.ToString(), State = decided.State };
    }

    private static InboxItem Show(InboxItemResponse item) =>
        new()
        {
            Id = item.Id.ToString(),
            Kind = item.Kind,
            AccountId = item.AccountId.ToString(),
            Title = item.Title,
            Owner = item.Owner ?? "",
            DueAt = item.DueAt is { } due ? Timestamp.FromDateTimeOffset(due) : null,
            Rank = item.Rank,
            Reasons = { item.Reasons },
        };

    private static Approval Show(ApprovalResponse approval) =>
        new()
        {
            Id = approval.Id.ToString(),
            AccountId = approval.AccountId.ToString(),
            RunId = approval.RunId.ToString(),
            Step = approval.Step,
            Classes = { approval.Classes },
            Subject = approval.Draft.Subject ?? "",
            Body = approval.Draft.Body,
            Recipients = { approval.Draft.Recipients },
            ShownHash = approval.ShownHash,
            State = approval.State,
        };

    private static PageRequest PageOf(int limit, string cursor) =>
        limit is < 0 or > PageRequest.MaxLimit
            ? throw Problem.Invalid("limit", $"{limit} is not from 1 to {PageRequest.MaxLimit}").ToRpcException()
            : new PageRequest(limit == 0 ? PageRequest.DefaultLimit : limit, Text(cursor));

    private static Guid Id(string field, string value) =>
        Guid.TryParse(value, out var id) ? id : throw Problem.Invalid(field, $"'{value}' is no uuid").ToRpcException();

    private static string? Text(string value) => value.Length == 0 ? null : value;

    private static Caller CallerOf(ServerCallContext context) => Caller.From(context.GetHttpContext().User);
}
