using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platform.Accounts.V1;
using Platform.Contracts;
using Platform.Feedback.V1;
using Platform.Plans.V1;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;

namespace Platform.Gateway.Overview;

/// <summary>The services' messages as the overview shows them.</summary>
internal static class OverviewMessages
{
    public static OverviewAccount ToPart(this Account account) =>
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

    public static OverviewScore ToPart(this Score score) =>
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

    public static OverviewRevenue ToPart(this AccountRevenue earned) =>
        new(
            Money(earned.Mrr, earned.Currency),
            Money(earned.Arr, earned.Currency),
            earned.Seats,
            Date(earned.NextRenewalOn),
            Money(earned.Overdue, earned.Currency),
            earned.Version
        );

    public static OverviewContact ToPart(this Contact contact) =>
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

    public static OverviewTimelineEntry ToPart(this TimelineEntry entry) =>
        new(entry.Id, entry.Type, entry.Title, entry.Actor, entry.Service, Instant(entry.OccurredAt));

    public static OverviewPlan ToPart(this SuccessPlan plan) =>
        new(
            Id(plan.Id),
            plan.Status,
            Date(plan.AgreedOn),
            Number(plan.Progress),
            plan.OpenMilestones,
            plan.OverdueMilestones,
            [.. plan.Objectives.Select(objective => objective.Text)],
            plan.Version
        );

    public static OverviewOnboarding ToPart(this Onboarding onboarding) =>
        new(
            Id(onboarding.Id),
            onboarding.Status,
            Text(onboarding.Stage),
            Date(onboarding.PlannedEnd),
            Date(onboarding.CompletedOn),
            Date(onboarding.StalledSince),
            Text(onboarding.StallCause),
            onboarding.HasDaysToFirstValue ? onboarding.DaysToFirstValue : null
        );

    public static OverviewRenewal ToPart(this Renewal renewal) =>
        new(
            Id(renewal.Id),
            Date(renewal.EndsOn),
            Money(renewal.ArrDue, renewal.Currency),
            renewal.Stage,
            Text(renewal.HealthLikelihood),
            Text(renewal.CallLikelihood),
            Text(renewal.StageLikelihood),
            Text(renewal.NextStep),
            Date(renewal.NextStepOn),
            renewal.AutoRenew,
            renewal.HasNoticeDays ? renewal.NoticeDays : null,
            Text(renewal.GutCheck)
        );

    public static OverviewRisk ToPart(this OpenRisk risk) =>
        new(Id(risk.Id), risk.Category, risk.Cause, risk.State, Text(risk.Owner), Instant(risk.OpenedAt));

    public static OverviewExpansion ToPart(this OpenExpansion expansion) =>
        new(Id(expansion.Id), expansion.Trigger, expansion.Evidence, Instant(expansion.OpenedAt));

    public static OverviewTickets ToPart(this TicketSummary tickets) =>
        new(
            tickets.Open,
            tickets.Escalated,
            tickets.OpenBySeverity.ToDictionary(StringComparer.Ordinal),
            tickets.HasLongestWaitHours ? tickets.LongestWaitHours : null,
            tickets.HasMedianFirstResponseHours ? tickets.MedianFirstResponseHours : null,
            tickets.Opened28,
            tickets.OpenedBefore
        );

    public static OverviewCoverage ToPart(this Coverage coverage) =>
        new(
            coverage.High,
            coverage.Wide,
            coverage.LiveContacts,
            [.. coverage.MissingSeniorities],
            [.. coverage.MissingFunctions],
            coverage.SingleThreaded,
            coverage.MeetsTarget,
            Instant(coverage.NextDecayOn)
        );

    public static OverviewAnswer ToPart(this Answer answer) =>
        new(
            Id(answer.Id),
            answer.Type,
            answer.HasScore ? answer.Score : null,
            answer.ScaleTo,
            Text(answer.Class),
            Text(answer.Comment),
            Guid.TryParse(answer.ContactId, out var contact) ? contact : null,
            Instant(answer.AnsweredAt),
            Text(answer.LoopStatus)
        );

    public static OverviewUsage ToPart(this GetUsageResponse usage, DateOnly from, DateOnly to) =>
        new(
            from,
            to,
            usage.ActiveUsers,
            usage.Days.Count(day => day.Events > 0),
            usage.Days.Sum(day => day.Events),
            usage
                .Features.OrderByDescending(feature => feature.ActiveUsers)
                .ThenBy(feature => feature.Feature, StringComparer.Ordinal)
                .ToDictionary(feature => feature.Feature, feature => feature.ActiveUsers, StringComparer.Ordinal)
        );

    private static Guid Id(string text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

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
