using System.Net;
using System.Net.Http.Json;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.Tests.Grpc;
using Platform.Accounts.V1;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Access;

/// <summary>
/// Every writing route and gRPC method, tried by a CSM who owns nothing. One that is added and not listed here fails.
/// </summary>
public class StrangerTests(AccountsUnderTest service)
{
    private static readonly object Brief = new
    {
        goals = new[] { "a" },
        painPoints = Array.Empty<string>(),
        stakeholders = new[] { "b" },
        commitments = Array.Empty<string>(),
        openRisks = Array.Empty<string>(),
    };

    /// <summary>An account of another CSM with everything that can hang on it.</summary>
    private sealed record Scene(
        Guid Account,
        Guid Duplicate,
        Guid Contact,
        Guid OtherContact,
        Guid Activity,
        Guid Handover,
        Guid Kickoff,
        Guid Merge,
        Guid Import,
        Guid Segment,
        Guid View,
        string Source
    );

    /// <param name="Path">With the scene's ids in it.</param>
    /// <param name="Answer">403 where it is another's; 404 where a stranger does not even see it; a success where it
    /// is the caller's own or changes nothing.</param>
    private sealed record Attempt(string Path, object? Body, HttpStatusCode Answer = HttpStatusCode.Forbidden);

    private static readonly Dictionary<string, Func<Scene, Attempt>> Routes = new(StringComparer.Ordinal)
    {
        // Their own: the account that they add is theirs, and so is a view.
        ["POST /v1/accounts/"] = _ => new("/v1/accounts", new { name = "Mine" }, HttpStatusCode.Created),
        ["POST /v1/views/"] = _ =>
            new("/v1/views", new { name = Api.Unique("view"), query = new { } }, HttpStatusCode.Created),
        ["PUT /v1/views/{id:guid}"] = it =>
            new($"/v1/views/{it.View}", new { name = "x", query = new { } }, HttpStatusCode.NotFound),
        ["DELETE /v1/views/{id:guid}"] = it => new($"/v1/views/{it.View}", null, HttpStatusCode.NotFound),
        ["PUT /v1/me/preferences"] = _ =>
            new("/v1/me/preferences", new { values = new { theme = "dark" } }, HttpStatusCode.OK),
        // On the roster one is put by oneself, but not without a name.
        ["POST /v1/me/"] = _ => new("/v1/me", new { name = " " }, HttpStatusCode.BadRequest),
        // Each account is changed by the caller's own rights, and refused one by one.
        ["POST /v1/bulk/"] = it =>
            new(
                "/v1/bulk",
                new
                {
                    operation = "log_note",
                    ids = new[] { it.Account },
                    note = new { subject = "x" },
                },
                HttpStatusCode.Accepted
            ),
        ["POST /v1/bulk/{id:guid}/undo"] = _ =>
            new($"/v1/bulk/{Guid.NewGuid()}/undo", new { }, HttpStatusCode.NotFound),
        // Nothing changes.
        ["POST /v1/segments/preview"] = _ => new("/v1/segments/preview", new { rule = "arr > 0" }, HttpStatusCode.OK),
        ["POST /v1/team/books/what-if"] = it =>
            new("/v1/team/books/what-if", new { fromPersonId = "nobody-at-all" }, HttpStatusCode.OK),
        // Of the account.
        ["PATCH /v1/accounts/{id:guid}"] = it => new($"/v1/accounts/{it.Account}", new { country = "XX" }),
        ["POST /v1/accounts/{id:guid}/contacts"] = it =>
            new($"/v1/accounts/{it.Account}/contacts", new { name = "Ann" }),
        ["POST /v1/accounts/{id:guid}/tickets"] = it =>
            new(
                $"/v1/accounts/{it.Account}/tickets",
                new
                {
                    source = it.Source,
                    externalId = "new",
                    openedAt = "2026-01-01T00:00:00Z",
                }
            ),
        ["POST /v1/accounts/{id:guid}/activities"] = it =>
            new($"/v1/accounts/{it.Account}/activities", new { type = "call", occurredAt = "2026-01-01T00:00:00Z" }),
        ["PATCH /v1/activities/{id:guid}"] = it => new($"/v1/activities/{it.Activity}", new { subject = "x" }),
        ["DELETE /v1/activities/{id:guid}"] = it => new($"/v1/activities/{it.Activity}", null),
        ["PUT /v1/accounts/{id:guid}/owners/{role}"] = it =>
            new($"/v1/accounts/{it.Account}/owners/csm", new { personId = "stranger" }),
        ["POST /v1/accounts/{id:guid}/handovers"] = it =>
            new(
                $"/v1/accounts/{it.Account}/handovers",
                new
                {
                    fromRole = "csm",
                    toRole = "csm",
                    toPersonId = "stranger",
                    brief = Brief,
                }
            ),
        ["PUT /v1/accounts/{id:guid}/priority-override"] = it =>
            new(
                $"/v1/accounts/{it.Account}/priority-override",
                new
                {
                    priority = "p1",
                    reason = "x",
                    until = "2027-01-01",
                }
            ),
        ["DELETE /v1/accounts/{id:guid}/priority-override"] = it =>
            new($"/v1/accounts/{it.Account}/priority-override", null),
        ["POST /v1/accounts/{id:guid}/merge"] = it =>
            new($"/v1/accounts/{it.Account}/merge", new { duplicateId = it.Duplicate }),
        ["POST /v1/merges/{id:guid}/undo"] = it => new($"/v1/merges/{it.Merge}/undo", new { }),
        ["PATCH /v1/contacts/{id:guid}"] = it => new($"/v1/contacts/{it.Contact}", new { title = "x" }),
        ["POST /v1/contacts/{id:guid}/merge"] = it =>
            new($"/v1/contacts/{it.Contact}/merge", new { duplicateId = it.OtherContact }),
        ["POST /v1/contacts/{id:guid}/erase"] = it => new($"/v1/contacts/{it.Contact}/erase", new { reason = "x" }),
        ["PATCH /v1/handovers/{id:guid}"] = it =>
            new($"/v1/handovers/{it.Handover}", new { checklist = Array.Empty<object>() }),
        ["POST /v1/handovers/{id:guid}/accept"] = it => new($"/v1/handovers/{it.Handover}/accept", new { }),
        ["POST /v1/handovers/{id:guid}/refuse"] = it =>
            new($"/v1/handovers/{it.Handover}/refuse", new { reason = "x" }),
        ["POST /v1/handovers/{id:guid}/withdraw"] = it => new($"/v1/handovers/{it.Handover}/withdraw", new { }),
        ["POST /v1/kickoffs/{contractId:guid}/held"] = it => new($"/v1/kickoffs/{it.Kickoff}/held", new { }),
        // Of many accounts, or of the organisation: managers and operations.
        ["POST /v1/accounts/bulk"] = it =>
            new("/v1/accounts/bulk", new { source = it.Source, rows = new[] { new { externalId = "1", name = "x" } } }),
        ["POST /v1/accounts/contacts/bulk"] = it =>
            new(
                "/v1/accounts/contacts/bulk",
                new
                {
                    source = it.Source,
                    rows = new[]
                    {
                        new
                        {
                            externalId = "c",
                            account = "1",
                            name = "x",
                        },
                    },
                }
            ),
        ["POST /v1/accounts/tickets/bulk"] = it =>
            new(
                "/v1/accounts/tickets/bulk",
                new
                {
                    source = it.Source,
                    rows = new[]
                    {
                        new
                        {
                            externalId = "t",
                            account = "1",
                            openedAt = "2026-01-01T00:00:00Z",
                        },
                    },
                }
            ),
        ["POST /v1/accounts/activities/bulk"] = it =>
            new(
                "/v1/accounts/activities/bulk",
                new
                {
                    source = it.Source,
                    rows = new[]
                    {
                        new
                        {
                            externalId = "a",
                            account = "1",
                            type = "call",
                            occurredAt = "2026-01-01T00:00:00Z",
                        },
                    },
                }
            ),
        ["POST /v1/imports/"] = it => new($"/v1/imports?kind=accounts&source={it.Source}", "id,name\n1,x\n"),
        ["POST /v1/imports/{id:guid}/confirm"] = it =>
            new(
                $"/v1/imports/{it.Import}/confirm",
                new { formats = new Dictionary<string, string>(StringComparer.Ordinal) }
            ),
        ["POST /v1/imports/{id:guid}/cancel"] = it => new($"/v1/imports/{it.Import}/cancel", new { }),
        ["PUT /v1/import-mappings/{name}"] = _ =>
            new("/v1/import-mappings/stranger", new { kind = "accounts", columns = new { id = "externalId" } }),
        ["PUT /v1/attributes/{name}"] = _ => new("/v1/attributes/strange", new { type = "text" }),
        ["POST /v1/segments/"] = _ => new("/v1/segments", new { name = "Strange", rule = "arr > 0" }),
        ["PUT /v1/segments/{id:guid}"] = it =>
            new($"/v1/segments/{it.Segment}", new { name = "Strange", rule = "arr > 0" }),
        ["DELETE /v1/segments/{id:guid}"] = it => new($"/v1/segments/{it.Segment}", null),
        ["PUT /v1/people/{personId}"] = _ => new("/v1/people/stranger", new { name = "x", roles = new[] { "ops" } }),
        ["PUT /v1/team/{personId}"] = _ => new("/v1/team/stranger", new { name = "x", roles = new[] { "csm" } }),
        ["PUT /v1/team/coverage-models/{size}"] = _ =>
            new("/v1/team/coverage-models/smb", new { motion = "pooled", accountsPerCsm = 1 }),
        ["POST /v1/team/books/moves"] = _ => new("/v1/team/books/moves", new { fromPersonId = "owner" }),
        ["PUT /v1/organisation/"] = _ => new("/v1/organisation", new { name = "Strange" }),
        ["PUT /v1/organisation/logo"] = _ => new("/v1/organisation/logo", new { image = Array.Empty<byte>() }),
        ["DELETE /v1/organisation/logo"] = _ => new("/v1/organisation/logo", null),
        ["PUT /v1/calendar/"] = _ =>
            new(
                "/v1/calendar",
                new
                {
                    timeZone = "UTC",
                    weekend = Array.Empty<string>(),
                    holidays = Array.Empty<object>(),
                }
            ),
    };

    /// <summary>Method → the call, or null for those that only read.</summary>
    private static readonly Dictionary<string, Func<Clients, Scene, Task>?> Methods = new(StringComparer.Ordinal)
    {
        ["AccountsService/GetAccount"] = null,
        ["AccountsService/ListAccounts"] = null,
        ["AccountsService/BatchGetAccounts"] = null,
        ["AccountsService/ResolveExternalIds"] = null,
        ["AccountsService/ListContacts"] = null,
        ["AccountsService/GetTimeline"] = null,
        ["AccountsService/SummariseTickets"] = null,
        ["AccountsService/GetCoverage"] = null,
        ["AccountsService/UpsertAccounts"] = async (it, scene) =>
            await it.Accounts.UpsertAccountsAsync(
                new UpsertAccountsRequest
                {
                    Source = scene.Source,
                    Rows =
                    {
                        new AccountRow { ExternalId = "1", Name = "x" },
                    },
                }
            ),
        ["PeopleService/ListPeople"] = null,
        ["PeopleService/BatchGetPeople"] = null,
        ["PeopleService/GetOrganisation"] = null,
        ["BookService/ListSegments"] = null,
        ["BookService/PreviewSegment"] = null,
        ["BookService/GetHandover"] = null,
        ["BookService/ListHandovers"] = null,
        ["BookService/MergeAccounts"] = async (it, scene) =>
            await it.Book.MergeAccountsAsync(
                new MergeAccountsRequest
                {
                    AccountId = scene.Account.ToString(),
                    DuplicateId = scene.Duplicate.ToString(),
                }
            ),
        ["BookService/UndoMerge"] = async (it, scene) =>
            await it.Book.UndoMergeAsync(new UndoMergeRequest { MergeId = scene.Merge.ToString() }),
        ["BookService/ProposeHandover"] = async (it, scene) =>
            await it.Book.ProposeHandoverAsync(
                new ProposeHandoverRequest
                {
                    AccountId = scene.Account.ToString(),
                    FromRole = "csm",
                    ToRole = "csm",
                    ToPersonId = "stranger",
                    Brief = new HandoverBrief { Goals = { "a" }, Stakeholders = { "b" } },
                }
            ),
        ["BookService/DecideHandover"] = async (it, scene) =>
        {
            foreach (var decision in new[] { "refuse", "withdraw", "accept" })
                await RefusedAsync(decision, async () => await it.Book.DecideHandoverAsync(
                        new DecideHandoverRequest
                        {
                            Id = scene.Handover.ToString(),
                            Decision = decision,
                            Reason = "x",
                        }
                    ));
            throw new RpcException(new Status(StatusCode.PermissionDenied, "each decision was refused"));
        },
    };

    private sealed record Clients(
        V1.AccountsService.AccountsServiceClient Accounts,
        BookService.BookServiceClient Book
    );

    private IEnumerable<RouteEndpoint> Endpoints =>
        service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public async Task A_csm_who_owns_nothing_changes_nothing_of_others_by_any_route()
    {
        var scene = await SceneAsync();
        var stranger = Api.Unique("stranger");
        using var client = service.ClientFor(Roles.Csm, stranger);
        var before = await StateAsync(scene);
        var writing = Endpoints
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is null
                && endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)
            )
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetRequiredMetadata<HttpMethodMetadata>()
                    .HttpMethods.Where(method => method is not ("GET" or "HEAD"))
                    .Select(method => $"{method} {endpoint.RoutePattern.RawText}")
            )
            .ToList();

        writing.ShouldBe(
            Routes.Keys,
            ignoreOrder: true,
            "a writing route stands in the list with what a stranger may do with it"
        );
        foreach (var route in writing)
        {
            var attempt = Routes[route](scene);
            using var request = new HttpRequestMessage(new HttpMethod(route.Split(' ')[0]), attempt.Path);
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            if (attempt.Body is string file)
                request.Content = new StringContent(file, System.Text.Encoding.UTF8, "text/csv");
            else if (attempt.Body is not null)
                request.Content = JsonContent.Create(attempt.Body);
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(attempt.Answer, $"{route}: {await answer.Content.ReadAsStringAsync()}");
        }

        (await StateAsync(scene)).ShouldBe(before);
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from audit_entry where actor = @stranger and action <> 'created' and action <> "
                    + "'assigned'",
                new { stranger }
            )
        ).ShouldBe(0);
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from import_job where created_by = @stranger",
                new { stranger }
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_csm_who_owns_nothing_changes_nothing_of_others_by_any_grpc_method()
    {
        var scene = await SceneAsync();
        var stranger = Api.Unique("stranger");
        var before = await StateAsync(scene);
        var token = service
            .Services.GetRequiredService<InternalToken>()
            .Issue(new Caller(stranger, Roles.Csm, new HashSet<string>(StringComparer.Ordinal)));
        using var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpHandler = service.Server.CreateHandler() }
        );
        var clients = new Clients(
            new(channel.CreateCallInvoker().WithToken(token)),
            new(channel.CreateCallInvoker().WithToken(token))
        );
        var methods = Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method)
            .OfType<IMethod>()
            .Where(method => method.ServiceName.StartsWith("platform.", StringComparison.Ordinal))
            .Select(method => $"{method.ServiceName.Split('.')[^1]}/{method.Name}")
            .ToList();

        methods.ShouldBe(
            Methods.Keys,
            ignoreOrder: true,
            "a method stands in the list with what a stranger may do with it"
        );
        foreach (var (method, call) in Methods)
        {
            if (call is not null)
                await RefusedAsync(method, () => call(clients, scene));
        }

        (await StateAsync(scene)).ShouldBe(before);
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from audit_entry where actor = @stranger",
                new { stranger }
            )
        ).ShouldBe(0);
    }

    private static async Task RefusedAsync(string what, Func<Task> call) =>
        (await Should.ThrowAsync<RpcException>(call)).StatusCode.ShouldBe(StatusCode.PermissionDenied, what);

    /// <summary>All that could be changed, as one text.</summary>
    private async Task<string?> StateAsync(Scene scene) =>
        await service.Database.ScalarAsync<string>(
            """
            select concat_ws('|',
                (select string_agg(id || ':' || version || ':' || coalesce(merged_into::text, ''), ',' order by id)
                    from account where id in (@Account, @Duplicate)),
                (select string_agg(person_id, ',' order by role, lower(period)) from account_owner
                    where account_id = @Account),
                (select string_agg(id || ':' || version, ',' order by id) from contact where account_id = @Account),
                (select string_agg(id || ':' || version, ',' order by id) from activity where account_id = @Account),
                (select count(*) from ticket where account_id = @Account), (select status from handover
                    where id = @Handover),
                (select version from handover where id = @Handover), (select held_at from kickoff
                    where contract_id = @Kickoff),
                (select undone_at from merge where id = @Merge), (select status from import_job where id = @Import),
                    (select version from segment where id = @Segment),
                (select version from saved_view where id = @View), (select count(*) from priority_override
                    where account_id = @Account),
                (select count(*) from team_member where person_id = 'stranger'), (select version from calendar_setting),
                (select count(*) from import_mapping where name = 'stranger'), (select count(*)
                    from attribute_definition
                    where name = 'strange'))
            """,
            scene
        );

    private async Task<Scene> SceneAsync()
    {
        using var ops = service.ClientFor(Roles.Ops);
        var source = Api.Unique("src");
        var (owner, receiver) = (Api.Unique("owner"), Api.Unique("receiver"));
        var now = service.Clock.GetUtcNow();
        var account = await ops.CreateAccountAsync(
            new { name = "Theirs", externalIds = new[] { new { source, id = "1" } } }
        );
        await ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = owner }).JsonAsync();
        var (duplicate, merged) = (await ops.CreateAccountAsync(), await ops.CreateAccountAsync());
        var merge = (
            await ops.PostAsync($"/v1/accounts/{account}/merge", new { duplicateId = merged }).JsonAsync()
        ).Id();
        var activity = (
            await ops.PostAsync($"/v1/accounts/{account}/activities", new { type = "call", occurredAt = now })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();
        var handover = (
            await ops.PostAsync(
                    $"/v1/accounts/{account}/handovers",
                    new
                    {
                        fromRole = "csm",
                        toRole = "csm",
                        toPersonId = receiver,
                        brief = Brief,
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Id();
        await ops.PutJsonAsync(
                $"/v1/accounts/{account}/priority-override",
                new
                {
                    priority = "p2",
                    reason = "x",
                    until = $"{now.AddDays(30):yyyy-MM-dd}",
                }
            )
            .JsonAsync();
        var kickoff = Guid.NewGuid();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await service.TellAsync(
            new ContractSigned(account, kickoff, "C-1", today, today, null, new Money(1_200, "EUR"))
        );
        await Eventually.HoldsAsync(
            async () => (await ops.GetAsync($"/v1/kickoffs?account={account}").JsonAsync()).Items().Any(),
            "the kickoff clock runs"
        );
        var import = await ops.ImportAsync(
            $"kind=accounts&source={source}",
            "id,name,customer_since\n7,Seven,03/04/2024\n"
        );
        import.Text("status").ShouldBe("needs_confirmation");
        return new Scene(
            account,
            duplicate,
            await ops.CreateContactAsync(account),
            await ops.CreateContactAsync(account),
            activity,
            handover,
            kickoff,
            merge,
            import.Id(),
            (
                await ops.PostAsync("/v1/segments", new { name = source, rule = "arr > 1000000000" })
                    .JsonAsync(HttpStatusCode.Created)
            ).Id(),
            (
                await ops.PostAsync(
                        "/v1/views",
                        new
                        {
                            name = source,
                            query = new { },
                            shared = true,
                        }
                    )
                    .JsonAsync(HttpStatusCode.Created)
            ).Id(),
            source
        );
    }
}
