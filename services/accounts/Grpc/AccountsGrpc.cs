using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Accounts.Access;
using Platform.Accounts.Accounts;
using Platform.Accounts.Contacts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Imports.Bulk;
using Platform.Accounts.Imports.Upserts;
using Platform.Accounts.Timeline;
using Platform.Accounts.V1;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Grpc;

/// <summary>Accounts over gRPC, on the same queries and rules as REST.</summary>
[RequireScope("accounts:read")]
internal sealed class AccountsGrpc(Database database, AccountUpsert upsert, CoverageStore coverage, TimeProvider clock)
    : V1.AccountsService.AccountsServiceBase
{
    private const int MostIds = 1000;
    private const int MostExternalIds = 5000;
    private const int DefaultPage = 100;

    public override async Task<V1.Account> GetAccount(GetAccountRequest request, ServerCallContext context)
    {
        var id =
            request.ByCase == GetAccountRequest.ByOneofCase.ExternalId
                ? (
                    await ExternalIds.ResolveAsync(
                        database,
                        request.ExternalId.Source,
                        [request.ExternalId.Id],
                        context.CancellationToken
                    )
                ).GetValueOrDefault(request.ExternalId.Id)
                : ParseId("id", request.Id);
        var details = await AccountReader.FindAsync(database, id, context.CancellationToken);
        return details?.ToMessage()
            ?? throw Problem
                .NotFound(
                    "account",
                    request.ByCase == GetAccountRequest.ByOneofCase.ExternalId
                        ? $"{request.ExternalId.Source}:{request.ExternalId.Id}"
                        : request.Id
                )
                .ToException();
    }

    public override async Task<ListAccountsResponse> ListAccounts(
        ListAccountsRequest request,
        ServerCallContext context
    )
    {
        if (request.Limit is < 0 or > MostIds)
            throw Problem
                .Invalid("limit", $"{request.Limit} is not from 1 to {MostIds}, or 0 for {DefaultPage}")
                .ToException();
        var limit = request.Limit == 0 ? DefaultPage : request.Limit;
        var after = request.Cursor.Length == 0 ? Guid.Empty : ParseId("cursor", request.Cursor);
        var ids = await database.QueryAsync<Guid>(
            PageOfIds,
            new
            {
                after,
                Take = limit + 1,
                request.Lifecycle,
                request.Size,
                request.Csm,
            },
            context.CancellationToken
        );
        var response = new ListAccountsResponse { NextCursor = ids.Count > limit ? ids[limit - 1].ToString() : "" };
        response.Accounts.AddRange(
            (await AccountReader.FindAsync(database, [.. ids.Take(limit)], context.CancellationToken)).Select(
                AccountMessages.ToMessage
            )
        );
        return response;
    }

    public override async Task<BatchGetAccountsResponse> BatchGetAccounts(
        BatchGetAccountsRequest request,
        ServerCallContext context
    )
    {
        if (request.Ids.Count > MostIds)
            throw Problem.Invalid("ids", $"{request.Ids.Count} ids; at most {MostIds}").ToException();
        var response = new BatchGetAccountsResponse();
        var ids = request.Ids.Select(id => ParseId("ids", id)).Distinct().ToArray();
        response.Accounts.AddRange(
            (await AccountReader.FindAsync(database, ids, context.CancellationToken)).Select(AccountMessages.ToMessage)
        );
        return response;
    }

    public override async Task<ResolveExternalIdsResponse> ResolveExternalIds(
        ResolveExternalIdsRequest request,
        ServerCallContext context
    )
    {
        if (request.ExternalIds.Count > MostExternalIds)
            throw Problem
                .Invalid("external_ids", $"{request.ExternalIds.Count} ids; at most {MostExternalIds}")
                .ToException();
        var response = new ResolveExternalIdsResponse();
        foreach (
            var (externalId, id) in await ExternalIds.ResolveAsync(
                database,
                request.Source,
                [.. request.ExternalIds],
                context.CancellationToken
            )
        )
            response.AccountIds[externalId] = id.ToString();
        return response;
    }

    [RequireScope("accounts:write")]
    public override async Task<UpsertAccountsResponse> UpsertAccounts(
        V1.UpsertAccountsRequest request,
        ServerCallContext context
    )
    {
        if (!Caller.From(context.GetHttpContext().User).WritesAllAccounts)
            throw Problem
                .Forbidden("Bulk changes need the role manager or ops, or a key with accounts:write.")
                .ToException();
        if (request.Source.Length is 0 or > 100)
            throw Problem.Invalid("source", "is required, at most 100 characters").ToException();
        if (request.Rows.Count is 0 or > Imports.Bulk.UpsertAccounts.MostRows)
            throw Problem.Invalid("rows", $"must have 1 to {Imports.Bulk.UpsertAccounts.MostRows} rows").ToException();
        var rows = request.Rows.Select(ToRow).ToList();
        var outcomes = await Imports.Bulk.UpsertAccounts.ApplyAsync(
            database,
            upsert,
            new Imports.Bulk.UpsertAccountsRequest(request.Source, rows, request.DryRun),
            context.CancellationToken
        );
        var response = new UpsertAccountsResponse();
        response.Outcomes.AddRange(outcomes.Select(ToMessage));
        return response;
    }

    public override async Task<V1.ListContactsResponse> ListContacts(
        ListContactsRequest request,
        ServerCallContext context
    )
    {
        var account = ParseId("account_id", request.AccountId);
        await AccountAccess.RequireKnownAsync(database, account, context.CancellationToken);
        var response = new V1.ListContactsResponse();
        response.Contacts.AddRange(
            (await ContactReader.OfAccountAsync(database, account, context.CancellationToken)).Select(
                AccountMessages.ToMessage
            )
        );
        return response;
    }

    public override async Task<V1.TicketSummary> SummariseTickets(
        SummariseTicketsRequest request,
        ServerCallContext context
    )
    {
        var account = ParseId("account_id", request.AccountId);
        await AccountAccess.RequireKnownAsync(database, account, context.CancellationToken);
        var summary = await Tickets.SummariseTickets.ReadAsync(
            database,
            account,
            clock.GetUtcNow(),
            context.CancellationToken
        );
        return summary.ToMessage();
    }

    public override async Task<V1.Coverage> GetCoverage(GetCoverageRequest request, ServerCallContext context)
    {
        var account = ParseId("account_id", request.AccountId);
        await AccountAccess.RequireKnownAsync(database, account, context.CancellationToken);
        await using var work = await database.BeginAsync(context.CancellationToken);
        return (await coverage.ReadAsync(work, [account]))[account].ToMessage();
    }

    public override async Task<GetTimelineResponse> GetTimeline(GetTimelineRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > PageRequest.MaxLimit)
            throw Problem
                .Invalid(
                    "limit",
                    $"{request.Limit} is not from 1 to {PageRequest.MaxLimit}, or 0 for {PageRequest.DefaultLimit}"
                )
                .ToException();
        var page = new PageRequest(
            request.Limit == 0 ? PageRequest.DefaultLimit : request.Limit,
            request.Cursor.Length == 0 ? null : request.Cursor
        );
        var account = ParseId("account_id", request.AccountId);
        TimelineTypes.Require(request.Types_);
        await AccountAccess.RequireKnownAsync(database, account, context.CancellationToken);
        var entries = await TimelinePages.ReadAsync(
            database,
            account,
            [.. request.Types_],
            null,
            null,
            page,
            context.CancellationToken
        );
        var response = new GetTimelineResponse { NextCursor = entries.Next ?? "" };
        response.Entries.AddRange(
            entries.Items.Select(entry => new V1.TimelineEntry
            {
                Id = entry.Id.ToString(),
                Type = entry.Type,
                OccurredAt = entry.OccurredAt.ToTimestamp(),
                Title = entry.Title,
                Actor = entry.Actor,
                Service = entry.Service,
                Data = JsonParser.Default.Parse<Struct>(entry.Data.GetRawText()),
            })
        );
        return response;
    }

    private static UpsertedAccount ToRow(AccountRow row) =>
        new()
        {
            ExternalId = row.ExternalId,
            Name = row.HasName ? (Optional<string?>)Blank(row.Name) : default,
            Domain = row.HasDomain ? (Optional<string?>)Blank(row.Domain) : default,
            Industry = row.HasIndustry ? (Optional<string?>)Blank(row.Industry) : default,
            Country = row.HasCountry ? (Optional<string?>)Blank(row.Country) : default,
            Employees = row.HasEmployees ? (Optional<int?>)row.Employees : default,
            ParentExternalId = row.HasParentExternalId ? (Optional<string?>)Blank(row.ParentExternalId) : default,
            Lifecycle = row.HasLifecycle ? (Optional<string?>)row.Lifecycle : default,
            CustomerSince = row.HasCustomerSince ? (Optional<DateOnly?>)ParseDate(row.CustomerSince) : default,
            DeclaredSize = row.HasSize ? (Optional<string?>)Blank(row.Size) : default,
            Attributes = row.Attributes is null
                ? null
                : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
                    JsonFormatter.Default.Format(row.Attributes)
                ),
        };

    private static AccountRowOutcome ToMessage(RowOutcome outcome)
    {
        var message = new AccountRowOutcome
        {
            ExternalId = outcome.ExternalId,
            AccountId = outcome.Id?.ToString() ?? "",
            Result = outcome.Result.ToString().ToLowerInvariant(),
        };
        message.Remarks.AddRange(
            outcome.Problems.Select(problem => new RowRemark
            {
                Field = problem.Column ?? "",
                Code = problem.Code,
                Message = problem.Message,
                Severity = problem.Severity,
            })
        );
        return message;
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private static DateOnly? ParseDate(string text)
    {
        if (text.Length == 0)
            return null;
        return DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : throw Problem.Invalid("customer_since", $"'{text}' is not a date such as 2026-01-31").ToException();
    }

    private static Guid ParseId(string field, string text) =>
        Guid.TryParse(text, out var id) ? id : throw Problem.Invalid(field, $"'{text}' is not an id").ToException();

    private const string PageOfIds = """
        select account_id from portfolio_entry
        where account_id > @after and not merged and (@Lifecycle = '' or lifecycle = @Lifecycle)
            and (@Size = '' or size = @Size) and (@Csm = '' or csm = @Csm)
        order by account_id limit @Take
        """;
}
