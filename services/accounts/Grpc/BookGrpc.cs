using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.Contacts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Handovers;
using Platform.Accounts.Merges;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Accounts.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Grpc;

/// <summary>Merges, segments and hand-overs over gRPC: the very slices that REST maps.</summary>
[RequireScope("accounts:read")]
internal sealed class BookGrpc(
    Database database,
    AccountWriter accounts,
    ContactWriter contacts,
    CoverageStore coverage,
    SegmentMembership segments,
    OwnerWriter owners,
    HandoverProposals proposals,
    HandoverDecisions decisions,
    AuditLog audit,
    TimelineWriter timeline,
    RequestContext surroundings
) : BookService.BookServiceBase
{
    [RequireScope("accounts:write")]
    public override async Task<V1.Merge> MergeAccounts(MergeAccountsRequest request, ServerCallContext context) =>
        ToMessage(
            await SliceAnswers.ValueOf<Merges.Merge>(
                Merges.MergeAccounts.HandleAsync(
                    Id("account_id", request.AccountId),
                    new MergeRequest(Id("duplicate_id", request.DuplicateId), Blank(request.Reason)),
                    database,
                    accounts,
                    coverage,
                    audit,
                    timeline,
                    CallerOf(context),
                    surroundings,
                    context.CancellationToken
                )
            )
        );

    [RequireScope("accounts:write")]
    public override async Task<V1.Merge> UndoMerge(UndoMergeRequest request, ServerCallContext context) =>
        ToMessage(
            await SliceAnswers.ValueOf<Merges.Merge>(
                Merges.UndoMerge.HandleAsync(
                    Id("merge_id", request.MergeId),
                    database,
                    accounts,
                    contacts,
                    coverage,
                    segments,
                    audit,
                    CallerOf(context),
                    surroundings,
                    context.CancellationToken
                )
            )
        );

    public override async Task<V1.ListSegmentsResponse> ListSegments(
        ListSegmentsRequest request,
        ServerCallContext context
    )
    {
        var response = new V1.ListSegmentsResponse();
        response.Segments.AddRange(
            (await Segments.ListSegments.ReadAsync(database, context.CancellationToken)).Select(segment => new Segment
            {
                Id = segment.Id.ToString(),
                Name = segment.Name,
                Rule = segment.Rule,
                Description = segment.Description ?? "",
                Version = segment.Version,
                Accounts = segment.Accounts,
            })
        );
        return response;
    }

    public override async Task<V1.SegmentPreview> PreviewSegment(
        V1.PreviewSegmentRequest request,
        ServerCallContext context
    )
    {
        var preview = await SliceAnswers.ValueOf<PreviewSegmentResponse>(
            Segments.PreviewSegment.HandleAsync(
                new Segments.PreviewSegmentRequest(request.Rule, request.Show),
                database,
                segments,
                context.CancellationToken
            )
        );
        var response = new V1.SegmentPreview { Matching = preview.Matching, Total = preview.Total };
        response.AccountIds.AddRange(preview.Accounts.Select(account => account.Id.ToString()));
        return response;
    }

    [RequireScope("accounts:write")]
    public override async Task<V1.Handover> ProposeHandover(
        V1.ProposeHandoverRequest request,
        ServerCallContext context
    )
    {
        var brief = request.Brief ?? new V1.HandoverBrief();
        var proposal = new Handovers.ProposeHandoverRequest(
            request.FromRole,
            request.ToRole,
            request.ToPersonId,
            new Handovers.HandoverBrief(
                brief.Goals,
                brief.PainPoints,
                brief.Stakeholders,
                brief.Commitments,
                brief.OpenRisks
            )
        );
        return ToMessage(
            await SliceAnswers.ValueOf<Handovers.Handover>(
                Handovers.ProposeHandover.HandleAsync(
                    Id("account_id", request.AccountId),
                    proposal,
                    database,
                    proposals,
                    CallerOf(context),
                    surroundings,
                    context.GetHttpContext().Response,
                    context.CancellationToken
                )
            )
        );
    }

    public override async Task<V1.Handover> GetHandover(GetHandoverRequest request, ServerCallContext context) =>
        ToMessage(
            await HandoverStore.FindAsync(database, Id("id", request.Id), context.CancellationToken)
                ?? throw HandoverProblems.NotFound(Id("id", request.Id)).ToException()
        );

    public override async Task<V1.ListHandoversResponse> ListHandovers(
        ListHandoversRequest request,
        ServerCallContext context
    )
    {
        HandoverRules.RequireStatus(Blank(request.Status));
        var response = new V1.ListHandoversResponse();
        response.Handovers.AddRange(
            (
                await HandoverStore.ListAsync(
                    database,
                    Blank(request.AccountId) is { } account ? Id("account_id", account) : null,
                    Blank(request.Receiver),
                    Blank(request.Status),
                    context.CancellationToken
                )
            ).Select(ToMessage)
        );
        return response;
    }

    [RequireScope("accounts:write")]
    public override async Task<V1.Handover> DecideHandover(DecideHandoverRequest request, ServerCallContext context)
    {
        var (id, caller, ct) = (Id("id", request.Id), CallerOf(context), context.CancellationToken);
        return ToMessage(
            await SliceAnswers.ValueOf<Handovers.Handover>(
                request.Decision switch
                {
                    "accept" => AcceptHandover.HandleAsync(id, decisions, owners, caller, ct),
                    "refuse" => RefuseHandover.HandleAsync(
                        id,
                        new RefuseHandoverRequest(request.Reason),
                        decisions,
                        caller,
                        ct
                    ),
                    "withdraw" => WithdrawHandover.HandleAsync(id, decisions, caller, ct),
                    var other => throw Problem
                        .Invalid("decision", $"'{other}' is none of accept, refuse, withdraw")
                        .ToException(),
                }
            )
        );
    }

    private static V1.Merge ToMessage(Merges.Merge merge) =>
        new()
        {
            Id = merge.Id.ToString(),
            Subject = merge.Subject,
            KeptId = merge.KeptId.ToString(),
            DuplicateId = merge.DuplicateId.ToString(),
            MergedAt = merge.MergedAt.ToTimestamp(),
            UndoUntil = merge.UndoUntil.ToTimestamp(),
            UndoneAt = merge.UndoneAt?.ToTimestamp(),
        };

    private static V1.Handover ToMessage(Handovers.Handover handover)
    {
        var message = new V1.Handover
        {
            Id = handover.Id.ToString(),
            AccountId = handover.AccountId.ToString(),
            FromRole = handover.FromRole,
            ToRole = handover.ToRole,
            FromPersonId = handover.FromPersonId,
            ToPersonId = handover.ToPersonId,
            Status = handover.Status,
            Brief = new V1.HandoverBrief(),
            ProposedAt = handover.ProposedAt.ToTimestamp(),
            DecidedAt = handover.DecidedAt?.ToTimestamp(),
            Refusal = handover.Refusal ?? "",
        };
        message.Brief.Goals.AddRange(handover.Brief.Goals ?? []);
        message.Brief.PainPoints.AddRange(handover.Brief.PainPoints ?? []);
        message.Brief.Stakeholders.AddRange(handover.Brief.Stakeholders ?? []);
        message.Brief.Commitments.AddRange(handover.Brief.Commitments ?? []);
        message.Brief.OpenRisks.AddRange(handover.Brief.OpenRisks ?? []);
        message.NotDone.AddRange(handover.Checklist.Where(item => !item.Done).Select(item => item.Text));
        return message;
    }

    private static Caller CallerOf(ServerCallContext context) => Caller.From(context.GetHttpContext().User);

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private static Guid Id(string field, string text) =>
        Guid.TryParse(text, out var id) ? id : throw Problem.Invalid(field, $"'{text}' is not an id").ToException();
}
