using System.Globalization;
using Grpc.Core;
using Platform.Files;
using Platform.Renewals.V1;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

/// <summary>Passes subscriptions and invoices on to renewals, which owns them, with the accounts already
/// found.</summary>
public sealed class RevenueForwarding(RevenueImportService.RevenueImportServiceClient renewals)
{
    // Renewals writes a ledger for each row; on a busy machine a thousand take a while.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<Kinds.SubscriptionRow> rows,
        CancellationToken ct
    )
    {
        var accounts = await AccountReferences.ResolveAsync(work, context, rows.Select(row => row.Account));
        var request = new UpsertSubscriptionsRequest { DryRun = context.DryRun };
        request.Rows.AddRange(
            rows.Where(row => accounts.ContainsKey(row.Account))
                .Select(row => ToMessage(row, accounts[row.Account].Id, context.Source))
        );
        var results =
            request.Rows.Count == 0
                ? []
                : (await renewals.UpsertSubscriptionsAsync(request, Options(ct))).Results.ToDictionary(result =>
                    result.Line
                );
        return
        [
            .. rows.Select(row =>
                accounts.TryGetValue(row.Account, out var account)
                    ? Outcome(
                        row.Line,
                        row.ExternalId,
                        results[row.Line],
                        context,
                        Remark(row.Line, row.StartsOn, "startsOn", account, context)
                    )
                    : RowOutcome.Failed(
                        row.Line,
                        row.ExternalId,
                        AccountReferences.Unknown(row.Line, row.Account, context)
                    )
            ),
        ];
    }

    public async Task<IReadOnlyList<RowOutcome>> ApplyAsync(
        UnitOfWork work,
        UpsertContext context,
        IReadOnlyList<Kinds.InvoiceRow> rows,
        CancellationToken ct
    )
    {
        var accounts = await AccountReferences.ResolveAsync(work, context, rows.Select(row => row.Account));
        var request = new UpsertInvoicesRequest { DryRun = context.DryRun };
        request.Rows.AddRange(
            rows.Where(row => accounts.ContainsKey(row.Account))
                .Select(row => ToMessage(row, accounts[row.Account].Id, context.Source))
        );
        var results =
            request.Rows.Count == 0
                ? []
                : (await renewals.UpsertInvoicesAsync(request, Options(ct))).Results.ToDictionary(result =>
                    result.Line
                );
        return
        [
            .. rows.Select(row =>
                accounts.TryGetValue(row.Account, out var account)
                    ? Outcome(
                        row.Line,
                        row.ExternalId,
                        results[row.Line],
                        context,
                        Remark(row.Line, row.IssuedOn, "issuedOn", account, context)
                    )
                    : RowOutcome.Failed(
                        row.Line,
                        row.ExternalId,
                        AccountReferences.Unknown(row.Line, row.Account, context)
                    )
            ),
        ];
    }

    private static CallOptions Options(CancellationToken ct) =>
        new(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Deadline, cancellationToken: ct);

    private static RowOutcome Outcome(
        int line,
        string externalId,
        Renewals.V1.RowResult result,
        UpsertContext context,
        ImportProblem? remark
    )
    {
        Guid? id = Guid.TryParse(result.Id, out var known) ? known : null;
        if (
            result.Outcome
            is Renewals.V1.RowResult.Types.Outcome.Failed
                or Renewals.V1.RowResult.Types.Outcome.Unspecified
        )
            return RowOutcome.Failed(
                line,
                externalId,
                ImportProblem.Error(
                    line,
                    result.Column.Length == 0 ? null : context.ColumnOf(CamelCase(result.Column)),
                    null,
                    result.Code.Length == 0 ? "refused" : result.Code,
                    result.Reason
                )
            );
        var outcome = result.Outcome switch
        {
            Renewals.V1.RowResult.Types.Outcome.Inserted => RowResult.Inserted,
            Renewals.V1.RowResult.Types.Outcome.Updated => RowResult.Updated,
            _ => RowResult.Unchanged,
        };
        return new RowOutcome(line, externalId, id, outcome, remark is null ? [] : [remark], []);
    }

    private static ImportProblem? Remark(
        int line,
        DateOnly date,
        string field,
        ReferredAccount account,
        UpsertContext context
    ) =>
        account.CustomerSince is { } since && date < since
            ? ImportProblem.Warning(
                line,
                context.ColumnOf(field),
                Iso(date),
                "before-customer-since",
                $"Lies before the account became a customer ({since:yyyy-MM-dd}). Check which of the two dates "
                    + $"is wrong."
            )
            : null;

    private static Renewals.V1.SubscriptionRow ToMessage(Kinds.SubscriptionRow row, Guid account, string source)
    {
        var message = new Renewals.V1.SubscriptionRow
        {
            Line = row.Line,
            Source = source,
            ExternalId = row.ExternalId,
            Account = account.ToString(),
            Product = row.Product,
            Amount = row.Amount.ToString(CultureInfo.InvariantCulture),
            Currency = row.Currency,
            PeriodMonths = row.PeriodMonths,
            StartsOn = Iso(row.StartsOn),
            PriceFrom = Iso(row.PriceFrom),
            EndsOn = Iso(row.EndsOn),
            TermEndsOn = Iso(row.TermEndsOn),
            AutoRenew = row.AutoRenew,
            Trial = row.Trial,
            TrialEndsOn = Iso(row.TrialEndsOn),
            Status = row.Status,
        };
        if (row.Seats is { } seats)
            message.Seats = seats;
        if (row.PeriodWeeks is { } weeks)
            message.PeriodWeeks = weeks;
        if (row.NoticeDays is { } days)
            message.NoticeDays = days;
        return message;
    }

    private static Renewals.V1.InvoiceRow ToMessage(Kinds.InvoiceRow row, Guid account, string source) =>
        new()
        {
            Line = row.Line,
            Source = source,
            ExternalId = row.ExternalId,
            Account = account.ToString(),
            Subscription = row.Subscription ?? "",
            Amount = row.Amount.ToString(CultureInfo.InvariantCulture),
            Currency = row.Currency,
            IssuedOn = Iso(row.IssuedOn),
            DueOn = Iso(row.DueOn),
            PaidOn = Iso(row.PaidOn),
            Status = row.Status,
        };

    private static string Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    // Renewals names fields as its proto does.
    private static string CamelCase(string field)
    {
        var words = field.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2
            ? field
            : words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
