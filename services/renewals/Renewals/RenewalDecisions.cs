using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Churn;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

/// <summary>Carries an outcome into the book: the account's lock is held, the renewal's row after it.</summary>
public sealed class RenewalDecisions(AccountBookRepository books, ChurnRecorder losses, TimeProvider clock)
{
    public async Task<AccountBook> LockBookAsync(UnitOfWork work, Guid account) =>
        (await books.LockAsync(work, [account])).Values.Single();

    public async Task DecideAsync(
        UnitOfWork work,
        AccountBook book,
        RenewalResponse renewal,
        DecideRenewalRequest request,
        string by
    )
    {
        var rates = await books.RatesAsync(work);
        List<Subscription> due =
        [
            .. book.Subscriptions.Where(s =>
                s.TermEnd == renewal.EndsOn && s.ContractId == renewal.ContractId && s.Facts.PaidFrom is not null
            ),
        ];
        Check(request, due);

        var arrDue = due.Sum(s => s.ArrOn(renewal.EndsOn.AddDays(-1), rates));
        decimal renewed = 0;
        foreach (var subscription in due)
        {
            var next = Next(subscription, renewal.EndsOn, request);
            if (!next.SameAs(subscription))
                next = book.Put(next);
            renewed += next.ArrOn(renewal.EndsOn, rates);
        }

        var outcome =
            renewed == 0 ? "churned"
            : renewed > arrDue ? "grown"
            : renewed < arrDue ? "contracted"
            : "renewed_flat";
        await RequireReasonAsync(work, outcome, request.ReasonCode);
        var stage = outcome == "churned" ? "closed_lost" : "closed_renewed";
        var now = clock.GetUtcNow();
        await work.ExecuteAsync(
            Close,
            new
            {
                renewal.Id,
                stage,
                outcome,
                renewed,
                arrDue,
                request.ReasonCode,
                By = by,
                Now = now,
            }
        );
        await work.ExecuteAsync(
            RenewalChanges.Record,
            new
            {
                id = renewal.Id,
                note = request.Note,
                Now = now,
                By = by,
            }
        );
        if (renewal.ContractId is { } contract)
            await work.ExecuteAsync(
                MoveContract,
                new
                {
                    contract,
                    End = request.NewTermEndsOn,
                    Lost = renewed == 0,
                }
            );
        if (renewed == 0)
            await losses.NoticeAsync(
                work,
                renewal.AccountId,
                renewal.Id,
                DateOnly.FromDateTime(now.UtcDateTime),
                request.ReasonCode,
                request.Note,
                by
            );

        await books.SaveAsync(work, [book], rates);
        await work.EnqueueAsync(
            new RenewalStageChanged(
                renewal.AccountId,
                renewal.Id,
                renewal.Version + 1,
                renewal.Stage,
                stage,
                renewed == 0 ? 0 : 1,
                outcome,
                new Money(arrDue, books.ReportingCurrency),
                new Money(renewed, books.ReportingCurrency),
                renewal.EndsOn
            ),
            renewal.AccountId
        );
    }

    private static Subscription Next(Subscription s, DateOnly termEnd, DecideRenewalRequest request)
    {
        if (request.NewTermEndsOn is not { } next || request.Dropped?.Contains(s.Id) == true)
            return s with
            {
                EndsOn = s.EndsOn < termEnd ? s.EndsOn : termEnd,
                Status = SubscriptionStatus.Cancelled,
                AutoRenew = false,
            };
        // A subscription that ended with the term goes on; one that was open keeps its own end.
        var renewed = s with { TermEndsOn = next, EndsOn = s.EndsOn == termEnd ? null : s.EndsOn };
        var line = request.Lines?.FirstOrDefault(l => l.SubscriptionId == s.Id);
        return line is null ? renewed : renewed with { Terms = renewed.Facts.WithTerm(line.Price.From(termEnd)).Terms };
    }

    private static void Check(DecideRenewalRequest request, List<Subscription> due)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var known = due.Select(s => s.Id).ToHashSet();
        for (var i = 0; i < request.Lines?.Count; i++)
            if (!known.Contains(request.Lines[i].SubscriptionId))
                errors[$"lines[{i}].subscriptionId"] =
                [
                    $"{request.Lines[i].SubscriptionId} is no subscription of this renewal",
                ];
        for (var i = 0; i < request.Dropped?.Count; i++)
            if (!known.Contains(request.Dropped[i]))
                errors[$"dropped[{i}]"] = [$"{request.Dropped[i]} is no subscription of this renewal"];
        if (errors.Count > 0)
            throw Problem.Invalid(errors).ToException();
    }

    private static async Task RequireReasonAsync(UnitOfWork work, string outcome, string? reason)
    {
        if (outcome is not ("contracted" or "churned"))
            return;
        if (
            reason is not null
            && await work.ScalarAsync<bool>(
                "select exists (select from churn_reason where code = @reason)",
                new { reason }
            )
        )
            return;
        var codes = await work.QueryAsync<string>("select code from churn_reason order by code");
        throw Problem
            .Invalid(
                "reasonCode",
                $"a renewal that {(outcome == "churned" ? "is lost" : "shrinks")} needs a reason, one of "
                    + $"{string.Join(", ", codes)}"
            )
            .ToException();
    }

    private const string Close = """
        update renewal
        set stage = @stage, stage_entered_at = @Now, outcome = @outcome, renewed_arr = @renewed, arr_due = @arrDue,
            reason_code = @ReasonCode, decided_by = @By, decided_at = @Now
        where id = @Id
        """;

    private const string MoveContract = """
        update contract set ends_on = coalesce(@End, ends_on), status = case when @Lost then 'ended' else 'active' end,
            version = version + 1 where id = @contract
        """;
}
