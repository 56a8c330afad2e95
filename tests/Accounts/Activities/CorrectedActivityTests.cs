using System.Net;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Activities;

public class CorrectedActivityTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    private async Task<(Guid Account, Guid Contact, Guid Other, string Author, DateTimeOffset At)> SceneAsync()
    {
        var author = Api.Unique("author");
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = author }).JsonAsync();
        return (
            account,
            await _ops.CreateContactAsync(account),
            await _ops.CreateContactAsync(account),
            author,
            service.Clock.GetUtcNow().AddDays(-2)
        );
    }

    private static async Task<string?> LastContactAsync(HttpClient client, Guid contact) =>
        (await client.GetAsync($"/v1/contacts/{contact}").JsonAsync()).TextOrNull("lastTwoWayContactAt");

    [Fact]
    public async Task An_activity_is_corrected_by_its_author_and_timeline_contacts_and_audit_follow()
    {
        var (account, contact, other, author, at) = await SceneAsync();
        using var csm = service.ClientFor(Roles.Csm, author);
        using var told = await service.ListenToAsync<ActivityChanged>();
        var recorded = await csm.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "call",
                    occurredAt = at,
                    subject = "Renewel",
                    participants = new[] { contact },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        var path = $"/v1/activities/{recorded.Id()}";
        recorded.Text("recordedBy").ShouldBe(author);

        var earlier = at.AddDays(-1);
        var corrected = await csm.PatchAsync(
                path,
                new
                {
                    subject = "Renewal",
                    type = "meeting",
                    occurredAt = earlier,
                    participants = new[] { other },
                },
                "\"1\""
            )
            .JsonAsync();

        foreach (var shown in new[] { corrected, await csm.GetAsync(path).JsonAsync() })
        {
            (shown.Text("subject"), shown.Text("type"), shown.Number("version")).ShouldBe(("Renewal", "meeting", 2));
            shown.GetProperty("occurredAt").GetDateTimeOffset().ShouldBe(earlier);
            shown.GetProperty("participants").EnumerateArray().Select(it => it.GetGuid()).ShouldBe([other]);
            shown.Text("recordedBy").ShouldBe(author);
        }
        var entry = (await csm.GetAsync($"/v1/accounts/{account}/timeline?types=call,meeting").JsonAsync())
            .Items()
            .Single();
        (entry.Text("type"), entry.Text("title"), entry.GetProperty("occurredAt").GetDateTimeOffset()).ShouldBe(
            ("meeting", "Renewal", earlier)
        );
        (await LastContactAsync(_ops, contact)).ShouldBeNull();
        (await LastContactAsync(_ops, other)).ShouldNotBeNull();
        var audit = (await _ops.GetAsync($"/v1/audit?subject={recorded.Id()}").JsonAsync()).Items().First();
        (
            audit.Text("actor"),
            audit.GetProperty("before").Text("subject"),
            audit.GetProperty("after").Text("subject")
        ).ShouldBe((author, "Renewel", "Renewal"));
        (await told.FirstAsync(it => it.ActivityId == recorded.Id())).Subject.ShouldBe("Renewal");
        (await csm.PatchAsync(path, new { subject = "x" }, "\"1\"").JsonAsync(HttpStatusCode.PreconditionFailed))
            .Text("type")
            .ShouldBe("lost-update");
        (await csm.PatchAsync(path, new { occurredAt = service.Clock.GetUtcNow().AddDays(3) })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_deleted_activity_leaves_the_timeline_the_last_contact_is_the_one_before_and_audit_keeps_it()
    {
        var (account, contact, _, author, at) = await SceneAsync();
        using var csm = service.ClientFor(Roles.Csm, author);
        object Call(DateTimeOffset when, string subject) =>
            new
            {
                type = "call",
                occurredAt = when,
                subject,
                participants = new[] { contact },
            };
        await csm.PostAsync($"/v1/accounts/{account}/activities", Call(at.AddDays(-5), "first"))
            .JsonAsync(HttpStatusCode.Created);
        var wrong = (
            await csm.PostAsync($"/v1/accounts/{account}/activities", Call(at, "wrong customer"))
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

        var path = $"/v1/activities/{wrong}";
        (await csm.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await DeleteAsync(csm, path, "\"7\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await DeleteAsync(csm, path, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await csm.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await csm.GetAsync($"/v1/accounts/{account}/timeline?types=call").JsonAsync())
            .Items()
            .Single()
            .Text("title")
            .ShouldBe("first");
        (await csm.GetStringAsync($"/v1/accounts/{account}/timeline")).ShouldNotContain("wrong customer");
        (await csm.GetAsync($"/v1/accounts/{account}/timeline?types=activity_deleted").JsonAsync())
            .Items()
            .Single()
            .Text("actor")
            .ShouldBe(author);
        DateTimeOffset
            .Parse((await LastContactAsync(_ops, contact))!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(at.AddDays(-5));
        var audit = (await _ops.GetAsync($"/v1/audit?subject={wrong}&action=deleted").JsonAsync()).Items().Single();
        audit.GetProperty("before").Text("subject").ShouldBe("wrong customer");
    }

    [Fact]
    public async Task Nobody_but_the_author_and_managers_corrects_an_activity()
    {
        var (account, _, _, author, at) = await SceneAsync();
        using var csm = service.ClientFor(Roles.Csm, author);
        using var other = service.ClientFor(Roles.Csm, Api.Unique("other"));
        using var manager = service.ClientFor(Roles.Manager, Api.Unique("manager"));
        var id = (
            await csm.PostAsync(
                    $"/v1/accounts/{account}/activities",
                    new
                    {
                        type = "note",
                        occurredAt = at,
                        subject = "a",
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Id();
        var path = $"/v1/activities/{id}";

        (await other.PatchAsync(path, new { subject = "b" }).JsonAsync(HttpStatusCode.Forbidden))
            .Text("type")
            .ShouldBe("activities/not-yours");
        (await DeleteAsync(other, path, "*").JsonAsync(HttpStatusCode.Forbidden))
            .Text("type")
            .ShouldBe("activities/not-yours");
        (await manager.PatchAsync(path, new { subject = "c" }).JsonAsync()).Text("subject").ShouldBe("c");
        (await DeleteAsync(manager, path, "*")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Who_is_named_is_told_once_and_who_the_roster_does_not_know_is_refused()
    {
        var (account, _, _, author, at) = await SceneAsync();
        using var told = await service.ListenToAsync<PersonMentioned>();
        using var csm = service.ClientFor(Roles.Csm, author);
        var (listed, written, later) = (Api.Unique("listed"), Api.Unique("written"), Api.Unique("later"));
        await _ops.PutJsonAsync("/v1/organisation", new { name = "Us", ownersFromRoster = false }, "*").JsonAsync();
        foreach (var id in new[] { listed, written, later })
            await _ops.PutJsonAsync($"/v1/people/{id}", new { name = id, roles = new[] { "csm" } }).JsonAsync();
        object Note(string[] mentions) =>
            new
            {
                type = "note",
                occurredAt = at,
                subject = "For you",
                notes = $"Ask @{written}. Not @nobody-at-all, not me@{later}.",
                mentions,
            };
        (
            await csm.PostAsync($"/v1/accounts/{account}/activities", Note(["nobody"]))
                .JsonAsync(HttpStatusCode.BadRequest)
        )
            .GetProperty("errors")
            .TryGetProperty("mentions", out _)
            .ShouldBeTrue();

        var note = await csm.PostAsync($"/v1/accounts/{account}/activities", Note([listed]))
            .JsonAsync(HttpStatusCode.Created);
        var path = $"/v1/activities/{note.Id()}";
        var changed = await csm.PatchAsync(path, new { notes = $"Also @{later}", pinned = true }, "\"1\"").JsonAsync();

        Names(note).ShouldBe(new[] { listed, written }.Order(StringComparer.Ordinal));
        Names(changed).ShouldBe(new[] { listed, written, later }.Order(StringComparer.Ordinal));
        var last = await told.FirstAsync(it => it.PersonId == later);
        (last.ActivityId, last.AccountId, last.Subject, last.Actor).ShouldBe((note.Id(), account, "For you", author));
        told.Heard.Where(it => it.ActivityId == note.Id())
            .Select(it => it.PersonId)
            .Order(StringComparer.Ordinal)
            .ShouldBe(new[] { listed, written, later }.Order(StringComparer.Ordinal));

        static IEnumerable<string?> Names(System.Text.Json.JsonElement activity) =>
            activity.GetProperty("mentions").EnumerateArray().Select(it => it.GetString());
    }

    [Fact]
    public async Task Pinned_notes_are_listed_apart()
    {
        var (account, _, _, author, at) = await SceneAsync();
        using var csm = service.ClientFor(Roles.Csm, author);
        foreach (var pinned in new[] { false, true })
            await csm.PostAsync(
                    $"/v1/accounts/{account}/activities",
                    new
                    {
                        type = "note",
                        occurredAt = at,
                        subject = $"pinned: {pinned}",
                        pinned,
                    }
                )
                .JsonAsync(HttpStatusCode.Created);

        var listed = (await csm.GetAsync($"/v1/accounts/{account}/activities?pinned=true").JsonAsync())
            .Items()
            .Single();
        (listed.Text("subject"), listed.GetProperty("pinned").GetBoolean()).ShouldBe(("pinned: True", true));
        await csm.PatchAsync($"/v1/activities/{listed.Id()}", new { pinned = false }).JsonAsync();
        (await csm.GetAsync($"/v1/accounts/{account}/activities?pinned=true").JsonAsync()).Items().ShouldBeEmpty();
        (await _ops.GetAsync($"/v1/audit?subject={listed.Id()}").JsonAsync())
            .Items()
            .First()
            .GetProperty("after")
            .GetProperty("pinned")
            .GetBoolean()
            .ShouldBeFalse();
    }

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, string path, string ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }
}
