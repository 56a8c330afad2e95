using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.ServiceKit.Auth;

namespace Platform.HealthScoring.Tests.Ingestion;

[Collection(OnServers.Name)]
public sealed class IngestEventsTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task Good_events_are_kept_and_bad_ones_come_back_one_by_one_with_reasons()
    {
        var account = await service.AddAccountAsync();
        var now = service.Clock.GetUtcNow();
        object[] events =
        [
            service.Event(account),
            service.Event($"crm:{account:N}"),
            service.Event("crm:nobody"),
            new
            {
                eventId = "x",
                account = account.ToString(),
                feature = "f",
                occurredAt = now,
            },
            service.Event(account, quantity: 0),
            service.Event(account, at: now.AddDays(-91)),
            service.Event(account, at: now.AddHours(2)),
            new
            {
                eventId = "y",
                account = account.ToString(),
                user = "u",
                feature = "f",
                occurredAt = "2026-01-01T00:00:00",
            },
            "no event",
            new
            {
                eventId = "z",
                account = account.ToString(),
                user = "u",
                feature = "f",
                occurredAt = now,
                quantity = 1.5,
            },
        ];

        var answer = await service.SendAsync(service.Ops, events);

        answer.GetProperty("accepted").GetInt32().ShouldBe(2);
        answer.GetProperty("rejected").GetInt32().ShouldBe(8);
        answer
            .GetProperty("results")
            .EnumerateArray()
            .Select(r => (r.GetProperty("index").GetInt32(), r.GetProperty("code").GetString()))
            .ShouldBe([
                (2, "unknown_account"),
                (3, "missing_user"),
                (4, "invalid_quantity"),
                (5, "too_late"),
                (6, "in_the_future"),
                (7, "invalid_occurred_at"),
                (8, "not_an_object"),
                (9, "invalid_quantity"),
            ]);
        await service.StoredAsync(account, 2);
    }

    [Fact]
    public async Task Composed_and_decomposed_forms_of_a_user_id_are_one_user()
    {
        var account = await service.AddAccountAsync();

        await service.SendAsync(
            service.Ops,
            service.Event(account, user: "jos\u00e9@f.example"),
            service.Event(account, user: "jose\u0301@f.example")
        );
        await service.SendAsync(service.Ops, service.Event(account, user: "jose\u0301@f.example"));

        await service.StoredAsync(account, 3);
        (
            await service.Database.QueryAsync<string>(
                "select user_id from product_user where account_id = @account",
                new { account }
            )
        ).ShouldBe(["jos\u00e9@f.example"]);
    }

    [Fact]
    public async Task A_repeat_is_ignored_whatever_day_it_claims()
    {
        var account = await service.AddAccountAsync();
        var id = Guid.CreateVersion7().ToString();
        await service.SendAsync(service.Ops, service.Event(account, id: id), service.Event(account, id: id));
        await service.StoredAsync(account, 1);

        await service.SendAsync(
            service.Ops,
            service.Event(account, id: id, at: service.Clock.GetUtcNow().AddDays(-3)),
            service.Event(account, id: "own-id-of-a-source")
        );
        await service.SendAsync(service.Ops, service.Event(account, id: "own-id-of-a-source"), service.Event(account));

        await service.StoredAsync(account, 3);
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from usage_event where account_id = @account",
                new { account }
            )
        ).ShouldBe(3);
    }

    [Fact]
    public async Task An_account_whose_event_has_not_come_yet_is_asked_for()
    {
        var account = Guid.CreateVersion7();
        service.Elsewhere.Ids.Add(account);

        (await service.SendAsync(service.Ops, service.Event(account))).GetProperty("accepted").GetInt32().ShouldBe(1);

        await service.StoredAsync(account, 1);
    }

    [Fact]
    public async Task Gzip_is_unpacked_and_a_bomb_is_refused()
    {
        var account = await service.AddAccountAsync();
        (
            await PostGzipAsync(JsonSerializer.SerializeToUtf8Bytes(new { events = new[] { service.Event(account) } }))
        ).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await service.StoredAsync(account, 1);

        (await PostGzipAsync(new byte[100_000_000])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_that_is_no_batch_is_one_problem()
    {
        foreach (
            var body in new[]
            {
                "",
                "[]",
                "{",
                """{"events":{}}""",
                """{"events":[{]}""",
                "{}",
                """{"events":[]} x""",
                """{"events":[""" + new string('[', 10_000),
            }
        )
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            (await service.Ops.PostAsync("/v1/events", content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        }

        var many = await service.Ops.PostAsJsonAsync(
            "/v1/events",
            new { events = Enumerable.Repeat(service.Event(Guid.NewGuid()), 1001) }
        );
        many.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await many.Content.ReadAsStringAsync()).ShouldContain("1000");
    }

    [Fact]
    public async Task Only_operations_may_load_events_of_any_age()
    {
        var account = await service.AddAccountAsync();
        var old = new { events = new[] { service.Event(account, at: service.Clock.GetUtcNow().AddDays(-500)) } };

        (
            await service
                .ClientFor(Roles.Partner, "key:1", "usage:write")
                .PostAsJsonAsync("/v1/events?backfill=true", old)
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Ops.PostAsJsonAsync("/v1/events?backfill=true", old)).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );

        await service.StoredAsync(account, 1);
    }

    [Fact]
    public async Task Without_the_scope_nothing_is_taken()
    {
        var answer = await service
            .ClientFor(Roles.Partner, "key:2", "accounts:write")
            .PostAsJsonAsync("/v1/events", new { events = Array.Empty<object>() });
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<HttpResponseMessage> PostGzipAsync(byte[] body)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(body);
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        return await service.Ops.PostAsync("/v1/events", content);
    }
}
