using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.V1;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Grpc;

public class AccountsGrpcTests(AccountsUnderTest service)
{
    private V1.AccountsService.AccountsServiceClient Client(string role, params string[] scopes)
    {
        var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpHandler = service.Server.CreateHandler() }
        );
        var token = service
            .Services.GetRequiredService<InternalToken>()
            .Issue(new Caller("key:1", role, scopes.ToHashSet(StringComparer.Ordinal)));
        return new V1.AccountsService.AccountsServiceClient(channel.CreateCallInvoker().WithToken(token));
    }

    [Fact]
    public async Task A_partner_upserts_lists_and_resolves_accounts()
    {
        var client = Client(Roles.Partner, "accounts:write");
        var source = Api.Unique("src");
        var rows = new[]
        {
            new AccountRow
            {
                ExternalId = "1",
                Name = "One",
                Employees = 5,
            },
            new AccountRow { ExternalId = "2" },
        };

        var first = await client.UpsertAccountsAsync(new UpsertAccountsRequest { Source = source, Rows = { rows } });
        var second = await client.UpsertAccountsAsync(new UpsertAccountsRequest { Source = source, Rows = { rows } });

        first.Outcomes.Select(outcome => outcome.Result).ShouldBe(["inserted", "failed"]);
        second.Outcomes.Select(outcome => outcome.Result).ShouldBe(["unchanged", "failed"]);
        var resolved = await client.ResolveExternalIdsAsync(
            new ResolveExternalIdsRequest { Source = source, ExternalIds = { "1", "9" } }
        );
        resolved.AccountIds.Keys.ShouldBe(["1"]);
        var account = await client.GetAccountAsync(
            new GetAccountRequest
            {
                ExternalId = new ExternalId { Source = source, Id = "1" },
            }
        );
        (account.Name, account.Employees, account.Id).ShouldBe(("One", 5, resolved.AccountIds["1"]));

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cursor = "";
        do
        {
            var page = await client.ListAccountsAsync(new ListAccountsRequest { Limit = 50, Cursor = cursor });
            page.Accounts.ShouldAllBe(it => seen.Add(it.Id));
            cursor = page.NextCursor;
        } while (cursor.Length > 0);
        seen.ShouldContain(account.Id);
    }

    [Fact]
    public async Task A_method_that_does_not_exist_is_unimplemented()
    {
        var raw = Marshallers.Create(bytes => bytes, bytes => bytes);
        var unknown = new Method<byte[], byte[]>(
            MethodType.Unary,
            "platform.accounts.v1.AccountsService",
            "Nothing",
            raw,
            raw
        );
        using var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpHandler = service.Server.CreateHandler() }
        );

        var refused = await Should.ThrowAsync<RpcException>(async () =>
            await channel.CreateCallInvoker().AsyncUnaryCall(unknown, null, default, [])
        );

        refused.StatusCode.ShouldBe(StatusCode.Unimplemented);
        refused.Status.Detail.ShouldContain("shared/Protos");
    }

    [Fact]
    public async Task A_missing_scope_is_permission_denied_and_an_unknown_account_not_found()
    {
        var reader = Client(Roles.Partner, "accounts:read");

        (
            await Should.ThrowAsync<RpcException>(async () =>
                await reader.UpsertAccountsAsync(new UpsertAccountsRequest { Source = "x" })
            )
        ).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await reader.GetAccountAsync(new GetAccountRequest { Id = Guid.NewGuid().ToString() })
            )
        ).StatusCode.ShouldBe(StatusCode.NotFound);
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await reader.GetAccountAsync(new GetAccountRequest { Id = "x" })
            )
        ).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (
            await Should.ThrowAsync<RpcException>(async () =>
                await Client(Roles.Partner, "usage:write").ListAccountsAsync(new ListAccountsRequest())
            )
        ).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }
}
