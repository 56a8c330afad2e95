using System.Net;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Tickets;

public class TicketTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Tickets_have_severity_waits_and_trend()
    {
        var account = await _ops.CreateAccountAsync();
        var now = service.Clock.GetUtcNow();
        var source = Api.Unique("desk");
        async Task TicketAsync(int n, double daysAgo, string severity, double? answeredAfterHours, bool resolved) =>
            await _ops.PostAsync(
                    $"/v1/accounts/{account}/tickets",
                    new
                    {
                        source,
                        externalId = $"{n}",
                        openedAt = now.AddDays(-daysAgo),
                        severity,
                        firstResponseAt = answeredAfterHours is { } hours
                            ? now.AddDays(-daysAgo).AddHours(hours)
                            : (DateTimeOffset?)null,
                        resolvedAt = resolved ? now : (DateTimeOffset?)null,
                    }
                )
                .JsonAsync();
        await TicketAsync(1, 40, "low", 1, true);
        await TicketAsync(2, 10, "urgent", 2, false);
        await TicketAsync(3, 5, "urgent", 4, false);
        await TicketAsync(4, 2, "high", null, false);

        var summary = await _ops.GetAsync($"/v1/accounts/{account}/tickets/summary").JsonAsync();

        (
            summary.Number("open"),
            summary.GetProperty("openBySeverity").Number("urgent"),
            summary.Number("opened28"),
            summary.Number("openedBefore")
        ).ShouldBe((3, 2, 3, 1));
        summary.GetProperty("trend").GetDouble().ShouldBe(2);
        summary.GetProperty("medianFirstResponseHours").GetDouble().ShouldBe(3);
        summary.GetProperty("longestWaitHours").GetDouble().ShouldBe(48, 0.2);
        (await _ops.GetAsync($"/v1/accounts/{account}/tickets?open=true&severity=urgent").JsonAsync())
            .Items()
            .Count()
            .ShouldBe(2);
    }

    [Fact]
    public async Task A_resolved_ticket_is_told_once()
    {
        var account = await _ops.CreateAccountAsync();
        using var resolved = await service.ListenToAsync<TicketResolved>();
        var opened = service.Clock.GetUtcNow().AddDays(-1);
        var id = Api.Unique("t");
        await _ops.PostAsync(
                $"/v1/accounts/{account}/tickets",
                new
                {
                    source = "desk",
                    externalId = id,
                    openedAt = opened,
                }
            )
            .JsonAsync();
        var done = new
        {
            source = "desk",
            externalId = id,
            openedAt = opened,
            resolvedAt = opened.AddHours(3),
        };
        await _ops.PostAsync($"/v1/accounts/{account}/tickets", done).JsonAsync();
        await _ops.PostAsync($"/v1/accounts/{account}/tickets", done).JsonAsync();

        (await resolved.FirstAsync(it => it.Ticket.ExternalId == id)).Version.ShouldBe(2);
        (
            await service.Database.ScalarAsync<int>("select version from ticket where external_id = @id", new { id })
        ).ShouldBe(2);
        (
            await _ops.PostAsync(
                $"/v1/accounts/{account}/tickets",
                new
                {
                    source = "desk",
                    externalId = id,
                    openedAt = opened,
                    resolvedAt = opened.AddHours(-1),
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
