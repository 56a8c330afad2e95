using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Platform.HealthScoring.Tests.Ingestion;

/// <summary>What a sender is told about each event: its id as it was sent, and whether it counts.</summary>
[Collection(OnServers.Name)]
public sealed class EventAnswerTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task An_id_of_two_accounts_is_told_in_one_batch_and_every_id_reads_as_it_was_sent()
    {
        var (one, two) = (await service.AddAccountAsync(), await service.AddAccountAsync());
        var id = $"1001-{one}";
        var upper = Guid.CreateVersion7().ToString().ToUpperInvariant();

        var results = await SendAsync(
            service.Event(one, id: id),
            service.Event(two, id: id),
            service.Event(one, id: id),
            service.Event(one, id: upper),
            service.Event("crm:nobody", id: $"x-{id}")
        );

        results
            .Select(r => (r.GetProperty("eventId").GetString(), r.GetProperty("status").GetString()))
            .ShouldBe([
                (id, "accepted"),
                (id, "rejected"),
                (id, "duplicate"),
                (upper, "accepted"),
                ($"x-{id}", "rejected"),
            ]);
        results[1].GetProperty("code").GetString().ShouldBe("id_of_another_account");
        results[4].GetProperty("code").GetString().ShouldBe("unknown_account");
        await service.StoredAsync(one, 2);
    }

    [Fact]
    public async Task An_id_of_two_accounts_is_told_in_batches_one_after_the_other_and_a_repeat_long_after_too()
    {
        var (one, two) = (await service.AddAccountAsync(), await service.AddAccountAsync());
        var id = $"2002-{one}";

        (await SendAsync(service.Event(one, id: id)))[0].GetProperty("status").GetString().ShouldBe("accepted");
        var other = (await SendAsync(service.Event(two, id: id)))[0];
        (
            other.GetProperty("status").GetString(),
            other.GetProperty("code").GetString(),
            other.GetProperty("eventId").GetString()
        ).ShouldBe(("rejected", "id_of_another_account", id));
        (await SendAsync(service.Event(one, id: id)))[0].GetProperty("status").GetString().ShouldBe("duplicate");

        // What another process took is known once it is stored.
        var stored = Guid.CreateVersion7();
        await service.Database.ExecuteAsync("insert into event_ledger (event_id) values (@stored)", new { stored });
        (await SendAsync(service.Event(one, id: stored.ToString())))[0]
            .GetProperty("status")
            .GetString()
            .ShouldBe("duplicate");
    }

    [Theory]
    [InlineData("1.0", "2026-11-01T10:00:00Z", null)]
    [InlineData("1e3", "2026-11-01t10:00:00z", null)]
    [InlineData("2", "2026-11-01T10:00:00.123456789+05:30", null)]
    [InlineData("1.5", "2026-11-01T10:00:00Z", "quantity '1.5'")]
    [InlineData("-1", "2026-11-01T10:00:00Z", "quantity '-1'")]
    [InlineData("9223372036854775808", "2026-11-01T10:00:00Z", "quantity '9223372036854775808'")]
    [InlineData("\"5\"", "2026-11-01T10:00:00Z", "quantity '5'")]
    [InlineData("1", "2026-02-29T10:00:00Z", "occurredAt '2026-02-29T10:00:00Z'")]
    [InlineData("1", "2026-11-01 10:00:00", "occurredAt '2026-11-01 10:00:00'")]
    public async Task Numbers_and_instants_are_taken_in_every_spelling_of_their_standards_and_others_are_named(
        string quantity,
        string at,
        string? refused
    )
    {
        var account = await service.AddAccountAsync();
        using var body = new StringContent(
            $$"""
            {"events":[{"eventId":"{{Guid.CreateVersion7()}}","accountId":"{{account}}","user":"u","feature":"f",
            "quantity":{{quantity}},"occurredAt":"{{at}}"}]}
            """,
            Encoding.UTF8,
            "application/json"
        );

        var answer = await service.Ops.PostAsync("/v1/events?results=all&backfill=true", body);

        var result = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results")[0];
        result.GetProperty("status").GetString().ShouldBe(refused is null ? "accepted" : "rejected");
        if (refused is not null)
            result.GetProperty("reason").GetString()!.ShouldStartWith(refused);
    }

    private async Task<JsonElement[]> SendAsync(params object[] events)
    {
        var answer = await service.Ops.PostAsJsonAsync("/v1/events?results=all", new { events });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray()];
    }
}
