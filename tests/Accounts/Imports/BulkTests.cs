using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Imports;

public class BulkTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Contacts_tickets_and_activities_come_as_json_with_one_outcome_a_row_and_again_change_nothing()
    {
        var source = Api.Unique("src");
        var account = await _ops.CreateAccountAsync(
            new { name = "One", externalIds = new[] { new { source, id = "A-1" } } }
        );
        var at = service.Clock.GetUtcNow().AddDays(-1);
        var requests = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["contacts"] = new
            {
                source,
                rows = new object?[]
                {
                    new
                    {
                        externalId = "C-1",
                        account = "A-1",
                        name = "Ann",
                        email = "ann@one.example",
                        roles = new[] { "champion" },
                    },
                    new
                    {
                        externalId = "C-2",
                        account = "unknown",
                        name = "Bea",
                    },
                    new
                    {
                        externalId = "C-3",
                        account = "A-1",
                        name = "Cid",
                        email = "no address",
                    },
                    new
                    {
                        externalId = "C-1",
                        account = "A-1",
                        name = "Ann again",
                    },
                    null,
                },
            },
            ["tickets"] = new
            {
                source,
                rows = new object?[]
                {
                    new
                    {
                        externalId = "T-1",
                        account = account.ToString(),
                        openedAt = at,
                        subject = "Slow",
                        severity = "high",
                    },
                    new
                    {
                        externalId = "T-2",
                        account = "unknown",
                        openedAt = at,
                    },
                    new
                    {
                        externalId = "T-3",
                        account = "A-1",
                        openedAt = at,
                        severity = "critical",
                    },
                    new
                    {
                        externalId = "T-1",
                        account = "A-1",
                        openedAt = at,
                    },
                    null,
                },
            },
            ["activities"] = new
            {
                source,
                rows = new object?[]
                {
                    new
                    {
                        externalId = "V-1",
                        account = "A-1",
                        type = "call",
                        occurredAt = at,
                        subject = "Hello",
                        participants = new[] { "C-1" },
                    },
                    new
                    {
                        externalId = "V-2",
                        account = "unknown",
                        type = "call",
                        occurredAt = at,
                    },
                    new
                    {
                        externalId = "V-3",
                        account = "A-1",
                        type = "fax",
                        occurredAt = at,
                    },
                    new
                    {
                        externalId = "V-1",
                        account = "A-1",
                        type = "call",
                        occurredAt = at,
                    },
                    null,
                },
            },
        };

        foreach (var (kind, request) in requests)
        {
            var first = (await _ops.PostAsync($"/v1/accounts/{kind}/bulk", request).JsonAsync()).Items().ToList();
            var second = (await _ops.PostAsync($"/v1/accounts/{kind}/bulk", request).JsonAsync()).Items().ToList();

            first
                .Select(row => row.Text("result"))
                .ShouldBe(["inserted", "failed", "failed", "failed", "failed"], kind);
            first
                .Skip(1)
                .Select(row => row.GetProperty("problems")[0].Text("code"))
                .ShouldBe(["unknown-account", "invalid", "invalid", "missing"], ignoreOrder: true, kind);
            second[0].Text("result").ShouldBe("unchanged", kind);
        }

        var contact = (await _ops.GetAsync($"/v1/accounts/{account}/contacts").JsonAsync()).Items().Single();
        (contact.Text("name"), contact.Text("email"), contact.GetProperty("roles")[0].GetString()).ShouldBe(
            ("Ann", "ann@one.example", "champion")
        );
        contact.GetProperty("lastTwoWayContactAt").GetDateTimeOffset().ShouldBe(at);
        var ticket = (await _ops.GetAsync($"/v1/accounts/{account}/tickets").JsonAsync()).Items().Single();
        (ticket.Text("externalId"), ticket.Text("subject"), ticket.Text("severity")).ShouldBe(("T-1", "Slow", "high"));
        var activity = (await _ops.GetAsync($"/v1/accounts/{account}/activities").JsonAsync()).Items().Single();
        (activity.Text("subject"), activity.GetProperty("participants")[0].GetGuid()).ShouldBe(("Hello", contact.Id()));
    }

    [Theory]
    [InlineData("accounts/bulk")]
    [InlineData("accounts/contacts/bulk")]
    [InlineData("accounts/tickets/bulk")]
    [InlineData("accounts/activities/bulk")]
    public async Task A_bulk_request_says_what_is_wrong_with_it(string path)
    {
        (
            await _ops.PostAsync($"/v1/{path}", new { source = "x", rows = Array.Empty<object>() })
                .JsonAsync(HttpStatusCode.BadRequest)
        )
            .GetProperty("errors")
            .TryGetProperty("rows", out _)
            .ShouldBeTrue();
        (
            await _ops.PostAsync($"/v1/{path}", new { source = " ", rows = new[] { new { externalId = "1" } } })
                .JsonAsync(HttpStatusCode.BadRequest)
        )
            .GetProperty("errors")
            .TryGetProperty("source", out _)
            .ShouldBeTrue();
        var empty = (
            await _ops.PostAsync(
                    $"/v1/{path}",
                    new
                    {
                        source = "x",
                        rows = new object?[] { null },
                        dryRun = true,
                    }
                )
                .JsonAsync()
        ).Items().Single();
        empty.Text("result").ShouldBe("failed");
    }
}
