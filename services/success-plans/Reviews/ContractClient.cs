using System.Globalization;
using Grpc.Core;
using Platform.Contracts;
using Platform.Renewals.V1;

namespace Platform.SuccessPlans.Reviews;

internal sealed partial class ContractClient(
    RevenueService.RevenueServiceClient revenue,
    RenewalsService.RenewalsServiceClient renewals,
    ILogger<ContractClient> logger
) : IContractClient
{
    public async Task<ContractDetails?> FindAsync(Guid accountId, CancellationToken ct)
    {
        try
        {
            var worth = (
                await revenue.BatchGetAccountRevenueAsync(
                    new BatchGetAccountRevenueRequest { AccountIds = { accountId.ToString() } },
                    cancellationToken: ct
                )
            ).Accounts.Single();
            var next = (
                await renewals.BatchGetAccountRenewalsAsync(
                    new BatchGetAccountRenewalsRequest { AccountIds = { accountId.ToString() } },
                    cancellationToken: ct
                )
            )
                .Accounts.Single()
                .Next;
            var endsOn = next?.EndsOn is { Length: > 0 } ends ? ends : worth.NextRenewalOn;
            return new ContractDetails(
                new Money(Number(worth.Arr), worth.Currency),
                worth.Seats,
                endsOn.Length == 0 ? null : DateOnly.ParseExact(endsOn, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                next?.Stage is { Length: > 0 } stage ? stage : null,
                new Money(Number(worth.Overdue), worth.Currency),
                next?.AutoRenew,
                next is { HasNoticeDays: true } ? next.NoticeDays : null
            );
        }
        catch (RpcException exception)
        {
            LogUnanswered(accountId, exception.StatusCode, exception);
            return null;
        }
    }

    private static decimal Number(string text) =>
        text.Length == 0 ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Renewals did not tell the contract of account {AccountId} ({Status}); the pack goes without it"
    )]
    private partial void LogUnanswered(Guid accountId, StatusCode status, Exception exception);
}
