using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platform.Accounts.V1;
using Platform.Contracts;
using Platform.Gateway.Routing;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;

namespace Platform.Gateway.Overview;

/// <summary>Asks all services at once and puts their answers side by side.</summary>
public sealed class ComposeOverview(
    AccountsService.AccountsServiceClient accounts,
    ScoringService.ScoringServiceClient scoring,
    RevenueService.RevenueServiceClient revenue
)
{
    private const int TimelineLength = 10;

    public async Task<AccountOverview> ComposeAsync(Guid accountId, CancellationToken ct)
    {
        var id = accountId.ToString();
        var account = OverviewParts.AskAsync(
            ServiceNames.Accounts,
            async options => Show(await accounts.GetAccountAsync(new GetAccountRequest { Id = id }, options)),
            ct
        );
        var score = OverviewParts.AskAsync(
            ServiceNames.HealthScoring,
            async options => Show(await scoring.GetScoreAsync(new GetScoreRequest { AccountId = id }, options)),
            ct
        );
        var earned = OverviewParts.AskAsync(
            ServiceNames.Renewals,
            async options =>
                Show(
                    (
                        await revenue.BatchGetAccountRevenueAsync(
                            new BatchGetAccountRevenueRequest { AccountIds = { id } },
                            options
                        )
                    ).Accounts.FirstOrDefault()
                ),
            ct
        );
        var contacts = OverviewParts.AskAsync<IReadOnlyList<OverviewContact>>(
            ServiceNames.Accounts,
            async options =>
                [
                    .. (
                        await accounts.ListContactsAsync(new ListContactsRequest { AccountId = id }, options)
                    ).Contacts.Select(Show),
                ],
            ct
        );
        var timeline = OverviewParts.AskAsync<IReadOnlyList<OverviewTimelineEntry>>(
            ServiceNames.Accounts,
            async options =>
                [
                    .. (
                        await accounts.GetTimelineAsync(
                            new GetTimelineRequest { AccountId = id, Limit = TimelineLength },
                            options
                        )
                    ).Entries.Select(Show),
                ],
            ct
        );

        return new AccountOverview(accountId, await account, await score, await earned, await contacts, await timeline);
    }

    private static OverviewAccount Show(Account account) =>
        new(
            account.Name,
            Text(account.Domain),
            Text(account.Industry),
            Text(account.Country),
            account.HasEmployees ? account.Employees : null,
            account.Lifecycle,
            Text(account.Size),
            Text(account.Motion),
            Text(account.Priority),
            Date(account.CustomerSince),
            account.Owners.ToDictionary(owner => owner.Key, owner => owner.Value, StringComparer.Ordinal),
            account.Version
        );

    private static OverviewScore Show(Score score) =>
        new(
            score.HasScore_ ? Points(score.Score_) : null,
            score.Band.Length > 0 ? score.Band : "insufficient_data",
            score.Segment,
            score.ScorecardVersion,
            Instant(score.ScoredAt),
            score.Change is { HasAmount: true } change ? Points(change.Amount) : null,
            [
                .. score.Drivers.Select(driver => new OverviewDriver(
                    driver.Cause,
                    OverviewDriver.LabelOf(driver.Cause),
                    Points(driver.Cost),
                    Text(driver.Playbook)
                )),
            ],
            [.. score.Caps.Where(cap => cap.Binding).Select(cap => cap.Name)],
            score.Version
        );

    private static OverviewRevenue? Show(AccountRevenue? earned) =>
        earned is null
            ? null
            : new(
                Money(earned.Mrr, earned.Currency),
                Money(earned.Arr, earned.Currency),
                earned.Seats,
                Date(earned.NextRenewalOn),
                Money(earned.Overdue, earned.Currency),
                earned.Version
            );

    private static OverviewContact Show(Contact contact) =>
        new(
            Guid.TryParse(contact.Id, out var id) ? id : Guid.Empty,
            contact.Name,
            Text(contact.Title),
            Text(contact.Seniority),
            Text(contact.Function),
            [.. contact.Roles],
            contact.Status,
            Instant(contact.LastTwoWayContactAt)
        );

    private static OverviewTimelineEntry Show(TimelineEntry entry) =>
        new(entry.Id, entry.Type, entry.Title, entry.Actor, entry.Service, Instant(entry.OccurredAt));

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static DateTimeOffset? Instant(Timestamp? timestamp) => timestamp?.ToDateTimeOffset();

    private static decimal Points(double points) => decimal.Round((decimal)points, 2);

    private static Money Money(string amount, string currency) =>
        new(
            decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
                ? decimal.Round(value, 2)
                : 0,
            currency.Length == 3 ? currency : "EUR"
        );
}
