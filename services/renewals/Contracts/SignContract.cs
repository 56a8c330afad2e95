using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Contracts;

/// <param name="EndsOn"> The last day of the term or the day after it, as the contract says: 2026-01-01 to 2026-12-31
/// and to 2027-01-01 are both twelve months. On that day it comes up for renewal. Left out for an open-ended contract.
/// </param>
/// <param name="Lines">What is bought; each becomes a subscription.</param>
/// <param name="SignedOn">The day of the signature, ISO date; not in the future.</param>
/// <param name="Number">The contract's number, as the customer knows it.</param>
public sealed record SignContractRequest(
    Guid AccountId,
    [Required, StringLength(100)] string Number,
    [Happened] DateOnly SignedOn,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    bool AutoRenew,
    [Range(0, 3650)] int NoticeDays,
    [Required, MinLength(1), MaxLength(200)] IReadOnlyList<ContractLineRequest> Lines
);

public static class SignContract
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapPost("/", HandleAsync)
            .WithName(nameof(SignContract))
            .WithDescription(
                "A contract was signed: its subscriptions start, its renewal opens, and onboarding with it."
            );

    private static async Task<Results<Created<ContractResponse>, ProblemHttpResult>> HandleAsync(
        SignContractRequest request,
        Caller caller,
        Database database,
        AccountDirectory directory,
        Ownership ownership,
        AccountBookRepository books,
        Products products,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (request.EndsOn <= request.StartsOn)
            return Problem.Invalid("endsOn", $"is not after the start, {request.StartsOn:yyyy-MM-dd}").ToResult();

        await using var work = await database.BeginAsync(ct);
        var book = (await books.LockAsync(work, [request.AccountId])).Values.Single();
        var rates = await books.RatesAsync(work);
        var contract = new ContractResponse(
            Guid.CreateVersion7(),
            request.AccountId,
            request.Number,
            request.SignedOn,
            request.StartsOn,
            request.EndsOn,
            request.AutoRenew,
            TermMonths(request),
            request.NoticeDays,
            "active",
            1
        );
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    contract.Id,
                    contract.AccountId,
                    contract.Number,
                    contract.SignedOn,
                    contract.StartsOn,
                    contract.EndsOn,
                    contract.AutoRenew,
                    contract.TermMonths,
                    contract.NoticeDays,
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return NumberTaken(request.Number).ToResult();

        var codes = await products.EnsureAsync(work, request.Lines.Select(l => l.Product));
        decimal arr = 0;
        try
        {
            foreach (var line in request.Lines)
                arr += Add(line);
            await books.SaveAsync(work, [book], rates);
        }
        catch (MissingRateException missing)
        {
            return SubscriptionProblems.NoRate("lines", missing).ToResult();
        }

        await work.EnqueueAsync(
            new ContractSigned(
                request.AccountId,
                contract.Id,
                request.Number,
                request.SignedOn,
                request.StartsOn,
                request.EndsOn,
                new Money(arr, books.ReportingCurrency)
            ),
            request.AccountId
        );
        await work.CommitAsync();
        response.SetETag(contract.Version);
        return TypedResults.Created($"/v1/contracts/{contract.Id}", contract);

        decimal Add(ContractLineRequest line)
        {
            var term = line.Price.From(request.StartsOn);
            book.Put(
                new Subscription(
                    Guid.CreateVersion7(),
                    request.AccountId,
                    codes[line.Product],
                    request.StartsOn,
                    [term]
                )
                {
                    ContractId = contract.Id,
                    TermEndsOn = request.EndsOn,
                    AutoRenew = request.AutoRenew,
                    NoticeDays = request.NoticeDays,
                }
            );
            return Mrr.YearlyOf(term, rates);
        }
    }

    /// <summary>What an automatic renewal adds.</summary>
    private static int TermMonths(SignContractRequest request) =>
        request.EndsOn is { } end ? ContractTerm.Months(request.StartsOn, end) : 12;

    private static Problem NumberTaken(string number) =>
        new(
            "renewals/contract-number-taken",
            StatusCodes.Status409Conflict,
            "There is a contract with this number.",
            $"'{number}' is the number of another contract; numbers are unique."
        );

    private const string Insert = """
        insert into contract (id, account_id, number, signed_on, starts_on, ends_on, auto_renew, term_months,
            notice_days, status, version, created_at)
        values (@Id, @AccountId, @Number, @SignedOn, @StartsOn, @EndsOn, @AutoRenew, @TermMonths, @NoticeDays, 'active',
            1, @Now)
        on conflict on constraint contract_number_key do nothing
        """;
}
