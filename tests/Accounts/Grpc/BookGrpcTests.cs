using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.V1;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Grpc;

public class BookGrpcTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    private BookService.BookServiceClient Client(string role, string id = "key:1", params string[] scopes)
    {
        var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpHandler = service.Server.CreateHandler() }
        );
        var token = service
            .Services.GetRequiredService<InternalToken>()
            .Issue(new Caller(id, role, scopes.ToHashSet(StringComparer.Ordinal)));
        return new BookService.BookServiceClient(channel.CreateCallInvoker().WithToken(token));
    }

    [Fact]
    public async Task Duplicates_are_merged_and_a_merge_is_undone()
    {
        var partner = Client(Roles.Partner, scopes: "accounts:write");
        var (kept, duplicate) = (await _ops.CreateAccountAsync(), await _ops.CreateAccountAsync());

        var merge = await partner.MergeAccountsAsync(
            new MergeAccountsRequest
            {
                AccountId = kept.ToString(),
                DuplicateId = duplicate.ToString(),
                Reason = "same customer",
            }
        );
        (await _ops.GetAsync($"/v1/accounts/{duplicate}").JsonAsync())
            .GetProperty("mergedInto")
            .GetGuid()
            .ShouldBe(kept);
        var again = await Should.ThrowAsync<RpcException>(async () =>
            await partner.MergeAccountsAsync(
                new MergeAccountsRequest { AccountId = kept.ToString(), DuplicateId = duplicate.ToString() }
            )
        );
        again.StatusCode.ShouldBeOneOf(StatusCode.FailedPrecondition, StatusCode.Aborted, StatusCode.AlreadyExists);

        (await partner.UndoMergeAsync(new UndoMergeRequest { MergeId = merge.Id })).UndoneAt.ShouldNotBeNull();
        (await _ops.GetAsync($"/v1/accounts/{duplicate}").JsonAsync())
            .TryGetProperty("mergedInto", out _)
            .ShouldBeFalse();
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await Client(Roles.Partner, scopes: "accounts:read")
                    .UndoMergeAsync(new UndoMergeRequest { MergeId = merge.Id })
            )
        ).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Segments_are_listed_and_a_rule_is_tried_before_it_is_saved()
    {
        var reader = Client(Roles.Partner, scopes: "accounts:read");
        var name = Api.Unique("Segment");
        var account = await _ops.CreateAccountAsync(new { name, employees = 77_123 });
        var rule = $"name = '{name}' and employees > 77000";
        await _ops.PostAsync("/v1/segments", new { name, rule }).JsonAsync(System.Net.HttpStatusCode.Created);

        (await reader.ListSegmentsAsync(new ListSegmentsRequest()))
            .Segments.Single(it => it.Name == name)
            .Accounts.ShouldBe(1);
        var preview = await reader.PreviewSegmentAsync(new PreviewSegmentRequest { Rule = rule, Show = 5 });
        (preview.Matching, preview.AccountIds.Single()).ShouldBe((1, account.ToString()));
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await reader.PreviewSegmentAsync(new PreviewSegmentRequest { Rule = "employees >" })
            )
        ).StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task A_handover_is_proposed_listed_for_its_receiver_and_decided_by_them_alone()
    {
        var account = await _ops.CreateAccountAsync();
        var (giver, receiver) = (Api.Unique("csm"), Api.Unique("csm"));
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = giver }).JsonAsync();
        var csm = Client(Roles.Csm, giver);
        var request = new ProposeHandoverRequest
        {
            AccountId = account.ToString(),
            FromRole = "csm",
            ToRole = "csm",
            ToPersonId = receiver,
            Brief = new HandoverBrief { Goals = { "Renew" }, Stakeholders = { "Their CFO" } },
        };

        var handover = await csm.ProposeHandoverAsync(request);

        handover.NotDone.ShouldNotBeEmpty();
        (await csm.ListHandoversAsync(new ListHandoversRequest { Receiver = receiver, Status = "proposed" }))
            .Handovers.ShouldHaveSingleItem()
            .Id.ShouldBe(handover.Id);
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await csm.DecideHandoverAsync(new DecideHandoverRequest { Id = handover.Id, Decision = "accept" })
            )
        ).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        var refused = await Client(Roles.Csm, receiver)
            .DecideHandoverAsync(
                new DecideHandoverRequest
                {
                    Id = handover.Id,
                    Decision = "refuse",
                    Reason = "No goals agreed",
                }
            );
        (refused.Status, refused.Refusal).ShouldBe(("refused", "No goals agreed"));
        (await csm.GetHandoverAsync(new GetHandoverRequest { Id = handover.Id })).Status.ShouldBe("refused");
    }
}
